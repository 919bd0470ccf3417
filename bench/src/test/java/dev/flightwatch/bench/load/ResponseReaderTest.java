package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private static final String FOUND =
      "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
  private static final String BUSY =
      "HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\nretry-after: 1\r\n\r\n";

  private static final String CHUNKED =
      "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "5\r\n0\r\n\r\n\r\n1A;name=1\r\n12345678901234567890123456\r\n0\r\nx: 1\r\n\r\n";

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
  void chunkedResponseShouldBeFoundWhereverItIsSplit() {
    for (int split = 1; split < CHUNKED.length(); split++) {
      // When
      boolean early = reader.read(Buffer.buffer(CHUNKED.substring(0, split)));
      boolean whole = reader.read(Buffer.buffer(CHUNKED.substring(split)));

      // Then
      assertThat(List.of(early, whole)).as("split at %d", split).containsExactly(false, true);
      assertThat(reader.status()).isEqualTo(201);
    }
  }

  @Test
  void responseShouldEndWithTheConnectionWhenItHasNoLength() {
    // When
    boolean whole = reader.read(Buffer.buffer("HTTP/1.0 200 OK\r\n\r\nhello"));

    // Then
    assertThat(whole).isFalse();
    assertThat(reader.endsWithConnection()).isTrue();
    assertThat(reader.isBetweenResponses()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, Date: today, false",
    "HTTP/1.1, connection: Keep-Alive, false",
    "HTTP/1.1, Connection: Close, true",
    "HTTP/1.0, Date: today, true",
    "HTTP/1.0, Connection: keep-alive, false",
  })
  void responseShouldBeTheLastWhenTheServerClosesTheConnection(
      String version, String header, boolean isLast) {
    // When
    boolean whole =
        reader.read(
            Buffer.buffer(version + " 200 OK\r\n" + header + "\r\ncontent-length: 2\r\n\r\nok"));

    // Then
    assertThat(whole).isTrue();
    assertThat(reader.isLast()).isEqualTo(isLast);
    assertThat(reader.endsWithConnection()).isFalse();
    assertThat(reader.isBetweenResponses()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "x\r\n", ";a=b\r\n", "1234567890\r\n", "0\r\n\r\n!"})
  void responseShouldBeRejectedWhenAChunkIsMalformed(String chunks) {
    assertThatThrownBy(
            () ->
                reader.read(
                    Buffer.buffer(
                        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunks)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chunk");
  }

  @Test
  void responseShouldBeRejectedWhenItIsLongerThanItsContentLength() {
    assertThatThrownBy(() -> reader.read(Buffer.buffer(FOUND + "!")))
        .hasMessageContaining("Content-Length");
  }
}
