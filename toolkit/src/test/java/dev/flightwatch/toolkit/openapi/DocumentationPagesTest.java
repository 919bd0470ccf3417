package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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

  private HttpTestClient client;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    client = ThingsApi.echoing().client(vertx);
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
    assertThat(page.body().toString()).doesNotContain("<script>", "<style", "onload", "://");
    List<String> references =
        REFERENCE.matcher(page.body().toString()).results().map(match -> match.group(1)).toList();
    assertThat(references).hasSize(5);
    for (String reference : references) {
      assertServedPlainAndCompressed(reference);
    }
  }

  private void assertServedPlainAndCompressed(String path) throws Exception {
    HttpTestClient.Reply plain = client.get(path, Map.of("Accept-Encoding", "gzip;q=0, identity"));
    HttpTestClient.Reply gzipped = client.get(path, Map.of("Accept-Encoding", "br, gzip"));

    assertThat(plain.status()).as(path).isEqualTo(200);
    assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(plain.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(gzipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(gzipped.header("Vary")).isEqualTo("accept-encoding");
    assertThat(gzipped.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(gunzip(gzipped.body())).isEqualTo(plain.body().getBytes());
    assertThat(client.get(path, Map.of("If-None-Match", plain.header("ETag"))).status())
        .isEqualTo(304);
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
        "/docs/index.html",
        "/docs/things.yaml",
        "/docs/../http/things.yaml",
        "/docs/%2e%2e/http/things.yaml",
        "/docs/..%2f..%2fhttp%2fthings.yaml",
        "/docs/swagger-ui-bundle.js",
        "/META-INF/maven/org.webjars/swagger-ui/pom.properties"
      })
  void otherFilesShouldNotBeServed(String path) throws Exception {
    HttpTestClient.Reply reply = client.get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().getString("code")).isEqualTo("unknown_path");
  }

  @Test
  void pagesShouldBeReadOnly() throws Exception {
    HttpTestClient.Reply reply = client.post("/docs", HttpTestClient.JSON, "{}");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }
}
