package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.http.CursorCodec.Position;
import dev.flightwatch.toolkit.error.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {

  @ParameterizedTest
  @ValueSource(longs = {7, 12, 123, 123_456_789_012L})
  void decodeShouldReturnTheEncodedCursor(long total) {
    // given
    Cursor cursor = new Cursor(total, 1_790_000_000, "4ca8e5:1790000000");

    // when
    String text = CursorCodec.encode(cursor, "");
    String ofQuery = CursorCodec.encode(cursor, "LICC:departure:1790000000:1790086400");

    // then
    assertThat(CursorCodec.decode(text)).isEqualTo(new Position(cursor, ""));
    assertThat(CursorCodec.decode(ofQuery))
        .isEqualTo(new Position(cursor, "LICC:departure:1790000000:1790086400"));
    assertThat(List.of(text, ofQuery)).allMatch(each -> each.matches("[A-Za-z0-9_-]{1,255}"));
  }

  @Test
  void encodeShouldReturnTheTextOfPreviousVersionsWithoutAQuery() {
    // given
    Cursor cursor = new Cursor(7, 1_790_000_000, "4ca8e5:1790000000");
    String previous = "[7,1790000000,\"4ca8e5:1790000000\"]";

    // then
    assertThat(CursorCodec.encode(cursor, ""))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(previous.getBytes()));
  }

  @ParameterizedTest
  @CsvSource({"'', '', true", "arrival, arrival, true", "'', arrival, false", "arrival, '', false"})
  void decodeShouldRejectACursorOfAnotherQuery(String encoded, String decoded, boolean isValid) {
    // given
    Cursor cursor = new Cursor(7, 1_790_000_000, "4ca8e5:1790000000");
    String text = CursorCodec.encode(cursor, encoded);

    // then
    if (isValid) {
      assertThat(CursorCodec.decode(text, decoded)).isEqualTo(cursor);
    } else {
      assertRejected(() -> CursorCodec.decode(text, decoded));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[1,2]",
        "[1,2,null]",
        "[[1,2,\"4ca8e5:2\"]]",
        "[1,2,\"4ca8e5:2\",4]",
        "[1,2,\"4ca8e5:2\",\"\"]",
        "[1,2,\"4ca8e5:2\",\"a\",\"b\"]",
        "[-1,2,\"4ca8e5:2\"]",
        "null",
        "[1,{\"$gt\":0},\"4ca8e5:2\"]",
        "[1,2,{\"$gt\":\"\"}]",
        "[1,2,\"4CA8E5:2\"]"
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
    assertRejected(() -> CursorCodec.decode(text));
  }

  private static void assertRejected(ThrowingCallable decoding) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(decoding)
        .satisfies(failure -> assertThat(failure.fields().get(0).field()).isEqualTo("cursor"));
  }
}
