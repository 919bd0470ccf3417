package dev.flightwatch.datacollector.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @ParameterizedTest
  @ValueSource(longs = {7, 12, 123, 123_456_789_012L})
  void decodeShouldReadWhatEncodeWrote(long total) {
    // given
    Cursor cursor = new Cursor(total, 1_790_000_000, "4ca8e5:1790000000");

    // when
    String text = cursor.encode();

    // then
    assertThat(Cursor.decode(text)).isEqualTo(cursor);
    assertThat(text).matches("[A-Za-z0-9_-]{1,255}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "null",
        "{}",
        "[]",
        "[1,2]",
        "[1,2,\"4ca8e5:2\",4]",
        "[-1,2,\"4ca8e5:2\"]",
        "[null,2,\"4ca8e5:2\"]",
        "[1,null,\"4ca8e5:2\"]",
        "[1,2,null]",
        "[1,2,3]",
        "[\"1\",2,\"4ca8e5:2\"]",
        "[1,{\"$gt\":0},\"4ca8e5:2\"]",
        "[1,2,{\"$gt\":\"\"}]",
        "[1,2,\"4CA8E5:2\"]",
        "[1,2,\"4ca8e5\"]",
        "[1,2,\"4ca8e5:2\"",
        "\u0000"
      })
  void decodeShouldRefuseWhatEncodeNeverWrites(String json) {
    assertRefused(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "a", "+/+/", "WzEsMiwi YWFhYWFhOjIiXQ", "é"})
  void decodeShouldRefuseWhatIsNotBase64(String text) {
    assertRefused(text);
  }

  private static void assertRefused(String text) {
    ServiceException failure =
        catchThrowableOfType(ServiceException.class, () -> Cursor.decode(text));
    assertThat(failure).isNotNull();
    assertThat(failure.fields()).extracting(FieldError::field).containsExactly("cursor");
  }
}
