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
import org.junit.jupiter.params.provider.ValueSource;

/** Compression of bodies, and their entity tags (RFC 9110, 8.8.3.3). */
@ExtendWith(VertxExtension.class)
class CompressionTest {
  private static final Response LARGE = response(4_000);
  private static final String TAG = LARGE.headers().get("ETag");
  private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip, deflate, br");

  @Test
  void bodyShouldBeCompressedWhenItIsLargeAndTheClientAcceptsIt(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, LARGE).get("/work", GZIP);

    // then
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(reply.header("Vary")).isEqualTo("accept-encoding");
    assertThat(reply.body().length()).isLessThan(1_000);
    assertThat(reply.header("Content-Length")).isEqualTo(Integer.toString(reply.body().length()));
    assertThat(gunzip(reply.body())).isEqualTo(LARGE.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "gzip;q=0", "br, gzip; q=0.0, zstd", "zstd", "xgzip"})
  void bodyShouldBePlainWhenTheClientDoesNotAcceptGzip(String codings, Vertx vertx)
      throws Exception {
    // when
    HttpTestClient.Reply reply =
        open(vertx, LARGE).get("/work", Map.of("Accept-Encoding", codings));

    // then
    assertThat(reply.headers()).doesNotContainKey("content-encoding");
    assertThat(reply.header("Vary")).isEqualTo("accept-encoding");
    assertThat(reply.body()).isEqualTo(LARGE.body());
  }

  @Test
  void bodyShouldBePlainWhenItHasOneKibibyte(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, response(1_024)).get("/work", GZIP);

    // then
    assertThat(reply.headers()).doesNotContainKeys("content-encoding", "vary");
    assertThat(reply.header("ETag")).isEqualTo(response(1_024).headers().get("ETag"));
  }

  @Test
  void bodyShouldBeCompressedWhenItIsOverOneKibibyte(Vertx vertx) throws Exception {
    // when
    HttpTestClient.Reply reply = open(vertx, response(1_025)).get("/work", GZIP);

    // then
    assertThat(reply.header("Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void bodyShouldBeUnchangedWhenItIsAlreadyEncoded(Vertx vertx) throws Exception {
    // given
    Response encoded = LARGE.withHeader("Content-Encoding", "br");

    // when
    HttpTestClient.Reply reply = open(vertx, encoded).get("/work", GZIP);

    // then
    assertThat(reply.header("Content-Encoding")).isEqualTo("br");
    assertThat(reply.header("ETag")).isEqualTo(TAG);
    assertThat(reply.body()).isEqualTo(LARGE.body());
  }

  @Test
  void tagShouldBeWeakWhenTheBodyMayBeCompressed(Vertx vertx) throws Exception {
    // given
    HttpTestClient target = open(vertx, LARGE);

    // then
    assertThat(target.get("/work").header("ETag")).isEqualTo(TAG);
    assertThat(target.get("/work", GZIP).header("ETag")).isEqualTo("W/" + TAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "W/"})
  void getShouldRespondWith304WhicheverEncodingTheTagCameWith(String prefix, Vertx vertx)
      throws Exception {
    // given
    HttpTestClient target = open(vertx, LARGE);
    String known = prefix + TAG;

    // when
    HttpTestClient.Reply plain = target.get("/work", Map.of("If-None-Match", known));
    HttpTestClient.Reply gzipped =
        target.get("/work", Map.of("If-None-Match", known, "Accept-Encoding", "gzip"));

    // then
    assertThat(plain.status()).isEqualTo(304);
    assertThat(plain.header("ETag")).isEqualTo(TAG);
    assertThat(gzipped.status()).isEqualTo(304);
    assertThat(gzipped.header("ETag")).isEqualTo("W/" + TAG);
    assertThat(gzipped.header("Vary")).isEqualTo("accept-encoding");
    assertThat(gzipped.headers()).doesNotContainKeys("content-encoding", "content-length");
  }

  private static HttpTestClient open(Vertx vertx, Response response) throws Exception {
    return new HttpTestClient(vertx, ThingsApi.responding(response).open(vertx).port());
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
