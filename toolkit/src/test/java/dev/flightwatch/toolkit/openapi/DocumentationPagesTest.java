package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class DocumentationPagesTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private int port;
  private HttpTestClient client;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    port = ThingsApi.echoing().open(vertx).port();
    client = new HttpTestClient(vertx, port);
  }

  @Test
  void documentShouldBeServedUnchanged() throws Exception {
    HttpTestClient.Reply reply = client.get("/openapi.yaml");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(reply.header("ETag")).isNotEmpty();
    assertThat(reply.header("X-Correlation-Id")).isNotEmpty();
    try (InputStream document = getClass().getResourceAsStream("/" + ThingsApi.DOCUMENT)) {
      assertThat(reply.body().getBytes()).isEqualTo(document.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/"})
  void pageShouldReferToFilesOfThisServerOnly(String path) throws Exception {
    HttpTestClient.Reply page = client.get(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("http", "*");
    assertThat(page.body().toString())
        .contains("<title>Things &amp; &lt;others></title>")
        .doesNotContain("<script>", "<style", "onload", "://", "{");
    for (String reference : references(page)) {
      HttpTestClient.Reply file = client.get(reference);
      assertThat(file.status()).as(reference).isEqualTo(200);
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Cache-Control"))
          .as(reference)
          .isEqualTo(
              reference.contains("swagger-ui")
                  ? "public, max-age=31536000, immutable"
                  : "no-cache");
    }
  }

  private static List<String> references(HttpTestClient.Reply page) {
    List<String> references =
        REFERENCE.matcher(page.body().toString()).results().map(match -> match.group(1)).toList();
    assertThat(references).hasSize(5);
    return references;
  }

  @Test
  void filesShouldBeCompressedWhenTheClientAcceptsGzip() throws Exception {
    for (String reference : references(client.get("/docs"))) {
      HttpTestClient.Reply plain = client.get(reference);
      HttpTestClient.Reply refused = get(reference, "gzip;q=0, identity");
      HttpTestClient.Reply gzipped = get(reference, "br, gzip");

      assertThat(plain.header("Content-Encoding")).isNull();
      assertThat(refused.header("Content-Encoding")).isNull();
      assertThat(gzipped.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(gzipped.header("Vary")).isEqualTo("accept-encoding");
      assertThat(gzipped.header("ETag")).isNotEqualTo(plain.header("ETag"));
      assertThat(gunzip(gzipped.body())).isEqualTo(plain.body().getBytes());
    }
  }

  private HttpTestClient.Reply get(String path, String encodings) throws Exception {
    return client.send(HttpMethod.GET, path, Map.of("Accept-Encoding", encodings), Buffer.buffer());
  }

  private static byte[] gunzip(Buffer compressed) throws Exception {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.getBytes()))) {
      return gzip.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/docs.html",
        "/docs/things.yaml",
        "/docs/../http/things.yaml",
        "/docs/%2e%2e/http/things.yaml",
        "/docs/..%2f..%2fhttp%2fthings.yaml",
        "/docs/swagger-ui-bundle.js",
        "/http/things.yaml",
        "/META-INF/maven/org.webjars/swagger-ui/pom.properties"
      })
  void otherFilesShouldNotBeServed(String path) throws Exception {
    HttpTestClient.Reply reply = client.get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().getString("code")).isEqualTo("unknown_path");
  }

  @Test
  void foldersShouldNotBeListed() throws Exception {
    for (String reference : references(client.get("/docs"))) {
      String folder = reference.substring(0, reference.lastIndexOf('/') + 1);
      List<String> others = List.of(folder, folder + "index.html", folder + "../../http/docs.js");
      for (String path :
          folder.equals("/docs/") || folder.equals("/") ? List.<String>of() : others) {
        assertThat(client.get(path).status()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void pagesShouldBeReadOnly(Vertx vertx) throws Exception {
    for (String path : List.of("/docs", "/openapi.yaml")) {
      HttpTestClient.Reply reply = client.post(path, HttpTestClient.JSON, "{}");

      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).contains("GET");
    }
  }

  @Test
  void headersOfTheServerShouldNeverBeRefused(Vertx vertx) throws Exception {
    String reply =
        RawHttpClient.connect(vertx, port)
            .send(
                "GET /work HTTP/1.1\r\nHost: x\r\nX-Correlation-Id: a/b\r\n"
                    + "If-None-Match: \r\nIf-None-Match: \"1\"\r\n\r\n")
            .awaitText("{}");

    assertThat(reply).startsWith("HTTP/1.1 200");
  }
}
