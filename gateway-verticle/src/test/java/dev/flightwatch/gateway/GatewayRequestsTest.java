package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.AmbiguousRequest;
import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One table of requests, attacks included. {@code -Dgateway.url=https://localhost:8443} sends it to
 * a running gateway, or to a proxy before it, in place of one with stub services; the certificate
 * is not verified.
 */
@ExtendWith(VertxExtension.class)
class GatewayRequestsTest {
  private static final String URL = System.getProperty("gateway.url", "");
  private static final String GET = "GET /api/airports?query=catania HTTP/1.1\r\n";
  private static final String POST = "POST /api/users HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";

  /**
   * A request and its response.
   *
   * @param request all bytes that are sent, with a body after an empty line
   * @param status of the only response, after which the connection ends
   * @param text part of the response; empty: any
   */
  private record Row(String name, String request, int status, String text) {
    boolean matches(String response) {
      // The version of a request line that is too long is not known.
      return response.matches("(?s)HTTP/1\\.[01] " + status + " .*")
          && response.contains(text)
          && response.lastIndexOf("HTTP/1.") == 0;
    }
  }

  private static Row get(String target, int status, String text) {
    return get(target, "", status, text);
  }

  private static Row get(String target, String headers, int status, String text) {
    return row("GET " + target + " HTTP/1.1\r\n" + HOST + headers, status, text);
  }

  private static Row row(String head, int status, String text) {
    return body(head, "", status, text);
  }

  private static Row body(String head, String body, int status, String text) {
    return new Row(
        head.lines().findFirst().orElseThrow() + " " + head.lines().skip(2).toList(),
        head + "Connection: close\r\n\r\n" + body,
        status,
        text);
  }

  static Stream<Row> routes() {
    return Stream.of(
        get("/", 200, "<title>Flightwatch</title>"),
        get("/board/app.js", 200, "text/javascript"),
        get("/board/lib/lit-html.js", 200, "text/javascript"),
        get("/board/styles/base.css", 200, "--page"),
        get("/board/index.html", 404, "unknown_path"),
        get("/", "If-None-Match: *\r\n", 304, "ETag"),
        row("HEAD / HTTP/1.1\r\n" + HOST, 200, "text/html"),
        row("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n", 405, "method_not_allowed"),
        row("OPTIONS / HTTP/1.1\r\n" + HOST, 204, "GET, HEAD, OPTIONS"),
        get("/docs", 200, "/docs/user-manager"),
        get("/docs/", 200, "/docs/data-collector"),
        get("/docs/user-manager", 200, "/api/user-manager.yaml"),
        get("/docs/swagger-ui.css", 200, "text/css"),
        get("/api/user-manager.yaml", 200, ""),
        get("/api/airports?query=catania", 200, "{\"airports\":["),
        // The bytes of UTF-8, as curl sends them.
        get("/api/airports?query=k\u00c3\u00b6ln", 200, "{\"airports\":["),
        row("HEAD /api/airports?query=catania HTTP/1.1\r\n" + HOST, 200, "application/json"),
        get("/api/users", 405, ""),
        get("/api/users/nobody", 404, ""),
        get("/api/userss", 404, "unknown_path"),
        get("/api", 404, "unknown_path"),
        get("/api/", 404, "unknown_path"),
        get("/users", 404, "unknown_path"),
        get("/openapi.yaml", 404, "unknown_path"),
        get("/API/airports", 404, "unknown_path"),
        get("/docs/docs.html", 404, "unknown_path"),
        get("/airports/XXXX", "Accept: text/html,*/*;q=0.8\r\n", 404, "This page does not exist"),
        get("/not-found", "Accept: text/html\r\n", 404, "vary: accept"),
        get("/airports/XXXX", "Accept: */*\r\n", 404, "unknown_path"),
        get("/nothing", "Accept: */*, text/html;q=0\r\n", 404, "unknown_path"),
        get("/not-found", 404, "unknown_path"),
        get("/api/userss", "Accept: text/html\r\n", 404, "unknown_path"));
  }

  static Stream<Row> attacks() {
    String airports = "/api/airports/";
    return Stream.of(
        get(airports + "..%2fusers", 400, "invalid_request"),
        get(airports + "..%2Fusers", 400, "invalid_request"),
        get(airports + "%2e%2e/users", 400, "invalid_request"),
        get(airports + ".%2E/users", 400, "invalid_request"),
        get(airports + "../users", 400, "invalid_request"),
        get(airports + "..", 400, "invalid_request"),
        get(airports + "./users", 400, "invalid_request"),
        get(airports + "..%5cusers", 400, "invalid_request"),
        get(airports + "%00", 400, ""),
        get(airports + "%0d%0aX-Injected:%20yes", 400, "invalid_request"),
        get(airports + "%", 400, ""),
        get(airports + "%zz", 400, ""),
        get("/%2e%2e/%2e%2e/etc/passwd", 400, ""),
        row(GET + "Host: evil.example\r\n", 421, "ALLOWED_HOSTS"),
        body(POST + HOST + "Content-Length: 65537\r\n", "", 413, "body_too_large"),
        row(GET + HOST + "A: " + "x".repeat(9_000) + "\r\n", 431, ""),
        get("/api/airports?query=" + "x".repeat(5_000), 414, ""));
  }

  @Test
  void requestShouldGetTheResponseOfTheTable(Vertx vertx) throws Exception {
    StubService service = URL.isEmpty() ? new StubService(vertx) : null;
    URI server =
        URI.create(
            URL.isEmpty()
                ? "http://127.0.0.1:"
                    + GatewayRig.of(service.port(), service.port()).open(vertx).listener().port()
                : URL);

    List<String> differences = new ArrayList<>();
    for (Row row : Stream.concat(routes(), attacks()).toList()) {
      String response = RawHttpClient.connect(vertx, server).send(row.request()).awaitClose();
      if (!row.matches(response)) {
        differences.add(row.name() + ": " + response.lines().limit(20).toList());
      }
    }

    differences.addAll(
        AmbiguousRequest.mistakes(
            vertx, server, "/api/users", "Content-Type: application/json\r\n", false));

    assertThat(differences).isEmpty();
    if (service != null) {
      assertThat(service.targets())
          .contains(
              "GET /airports?query=catania", "GET /airports?query=k%C3%B6ln", "GET /openapi.yaml")
          .noneMatch(target -> target.contains(AmbiguousRequest.HIDDEN) || target.contains("%2"));
    }
  }
}
