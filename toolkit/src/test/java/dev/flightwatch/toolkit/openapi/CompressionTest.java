package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compression of bodies, and their entity tags (RFC 9110, 8.8.3.3). */
@ExtendWith(VertxExtension.class)
class CompressionTest {
  private static final Response LARGE = response(4_000);
  private static final String TAG = LARGE.headers().get("ETag");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4000 | gzip, deflate, br | true",
        "1025 | gzip | true",
        "1024 | gzip | false",
        "4000 | '' | false",
        "4000 | identity | false",
        "4000 | gzip;q=0 | false",
        "4000 | br, gzip; q=0.0, zstd | false",
        "4000 | xgzip | false"
      })
  void bodyShouldBeCompressedWhenItIsOverOneKibibyteAndTheClientAcceptsGzip(
      int bytes, String codings, boolean compressed, Vertx vertx) throws Exception {
    // given
    Response response = response(bytes);
    String tag = response.headers().get("ETag");

    // when
    HttpTestClient.Reply reply = get(vertx, response, Map.of("Accept-Encoding", codings));

    // then
    assertThat(reply.header("Vary")).isEqualTo(bytes > 1_024 ? "accept-encoding" : null);
    assertThat(reply.header("Content-Encoding")).isEqualTo(compressed ? "gzip" : null);
    assertThat(reply.header("ETag")).isEqualTo(compressed ? "W/" + tag : tag);
    assertThat(reply.header("Content-Length")).isEqualTo("" + reply.body().length());
    assertThat(compressed ? gunzip(reply.body()) : reply.body()).isEqualTo(response.body());
  }

  @Test
  void bodyShouldBeUnchangedWhenItIsAlreadyEncoded(Vertx vertx) throws Exception {
    // given
    Response encoded = LARGE.withHeader("Content-Encoding", "br");

    // when
    HttpTestClient.Reply reply = get(vertx, encoded, Map.of("Accept-Encoding", "gzip"));

    // then
    assertThat(reply.header("Content-Encoding")).isEqualTo("br");
    assertThat(reply.header("ETag")).isEqualTo(TAG);
    assertThat(reply.body()).isEqualTo(LARGE.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "W/"})
  void getShouldRespondWith304WhicheverEncodingTheTagCameWith(String prefix, Vertx vertx)
      throws Exception {
    // given
    String known = prefix + TAG;

    // when
    HttpTestClient.Reply plain = get(vertx, LARGE, Map.of("If-None-Match", known));
    HttpTestClient.Reply gzipped =
        get(vertx, LARGE, Map.of("If-None-Match", known, "Accept-Encoding", "gzip"));

    // then
    assertThat(plain.status()).isEqualTo(304);
    assertThat(plain.header("ETag")).isEqualTo(TAG);
    assertThat(gzipped.status()).isEqualTo(304);
    assertThat(gzipped.header("ETag")).isEqualTo("W/" + TAG);
    assertThat(gzipped.header("Vary")).isEqualTo("accept-encoding");
    assertThat(gzipped.headers()).doesNotContainKeys("content-encoding", "content-length");
  }

  private static HttpTestClient.Reply get(
      Vertx vertx, Response response, Map<String, String> headers) throws Exception {
    return ThingsApi.responding(response).client(vertx).get("/work", headers);
  }

  private static Response response(int bytes) {
    return Response.bytes(200, Buffer.buffer("\"" + "a".repeat(bytes - 2) + "\"")).tagged();
  }

  private static Buffer gunzip(Buffer compressed) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(compressed.getBytes()))) {
      return Buffer.buffer(in.readAllBytes());
    }
  }
}
