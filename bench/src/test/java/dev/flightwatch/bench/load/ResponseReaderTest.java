package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  private static final String FOUND =
      "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
  private static final String BUSY =
      "HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\nretry-after: 1\r\n\r\n";

  private final ResponseReader reader = new ResponseReader();

  @Test
  void responseShouldBeFoundWhereverItIsSplit() {
    for (int split = 1; split < FOUND.length(); split++) {
      // When
      boolean early = reader.read(Buffer.buffer(FOUND.substring(0, split)));
      boolean whole = reader.read(Buffer.buffer(FOUND.substring(split)));

      // Then
      assertThat(List.of(early, whole)).as("split at %d", split).containsExactly(false, true);
      assertThat(reader.status()).isEqualTo(200);
    }
  }

  @Test
  void responseShouldBeFoundWhenItArrivesByteByByte() {
    // When
    List<Integer> statuses = new ArrayList<>();
    (FOUND + BUSY + FOUND)
        .chars()
        .forEach(
            c -> {
              if (reader.read(Buffer.buffer(new byte[] {(byte) c}))) {
                statuses.add(reader.status());
              }
            });

    // Then
    assertThat(statuses).containsExactly(200, 503, 200);
  }

  @Test
  void responseShouldBeRejectedWhenItHasNoContentLength() {
    assertThatThrownBy(
            () ->
                reader.read(Buffer.buffer("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")))
        .hasMessageContaining("Content-Length");
  }

  @Test
  void responseShouldBeRejectedWhenItIsLongerThanItsContentLength() {
    assertThatThrownBy(() -> reader.read(Buffer.buffer(FOUND + "!")))
        .hasMessageContaining("Content-Length");
  }
}
