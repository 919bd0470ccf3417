package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.toolkit.error.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {

  @ParameterizedTest
  @ValueSource(longs = {7, 12, 123, 123_456_789_012L})
  void decodeShouldReturnTheEncodedCursor(long total) {
    // given
    Cursor cursor = new Cursor(total, 1_790_000_000, "4ca8e5:1790000000");

    // when
    String text = CursorCodec.encode(cursor);

    // then
    assertThat(CursorCodec.decode(text)).isEqualTo(cursor);
    assertThat(text).matches("[A-Za-z0-9_-]{1,255}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "{}", "[1,2]", "[1,2,null]",
        "[[1,2,\"4ca8e5:2\"]]", "[1,2,\"4ca8e5:2\",4]", "[-1,2,\"4ca8e5:2\"]", "null",
        "[1,{\"$gt\":0},\"4ca8e5:2\"]", "[1,2,{\"$gt\":\"\"}]", "[1,2,\"4CA8E5:2\"]"
      })
  void decodeShouldRejectOtherJson(String json) {
    assertRejected(Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "a", "+/+/", "WzEsMiwi YWFhYWFhOjIiXQ", "é"})
  void decodeShouldRejectTextThatIsNotBase64(String text) {
    assertRejected(text);
  }

  private static void assertRejected(String text) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> CursorCodec.decode(text))
        .satisfies(failure -> assertThat(failure.fields().get(0).field()).isEqualTo("cursor"));
  }
}
