package dev.flightwatch.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument.Operation;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status of the HTTP server itself, including those that no HTTP client can provoke. */
@ExtendWith(VertxExtension.class)
class ServerResponsesTest {
  /** Statuses that any request may get before its operation is known. */
  private static final Set<String> OF_EVERY_OPERATION = Set.of("400", "414", "431", "500", "503");

  private static final Set<String> OF_BODIES = Set.of("413", "415");

  private static final String HOST = "Host: x\r\nConnection: close\r\n";

  private record UnusedEndpoint(String operationId) implements Endpoint {
    @Override
    public Future<Response> handle(Request request) {
      return Future.failedFuture("must not be called");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void everyStatusOfTheServerShouldBeDocumented(String resource, Vertx vertx) throws Exception {
    // given
    ApiDocument document = ApiDocument.read(resource);
    int port = open(vertx, resource, document);
    String path = document.operations().get(0).path();

    // when
    Set<String> statuses = new TreeSet<>();
    for (String request : requests(path)) {
      Reply response = parse(RawHttpClient.connect(vertx, port).send(request).awaitClose());
      statuses.add(Integer.toString(response.status()));
      assertThat(new ResponseCheck().violations(document.serverResponses(), response))
          .as(request)
          .isEmpty();
    }

    // then
    assertThat(statuses).isEqualTo(new TreeSet<>(document.serverResponses().fieldNames()));
  }

  private static int open(Vertx vertx, String resource, ApiDocument document) throws Exception {
    List<Endpoint> endpoints =
        document.operations().stream().<Endpoint>map(o -> new UnusedEndpoint(o.id())).toList();
    HttpListenerOptions options =
        new HttpListenerOptions("contract http", "127.0.0.1", 0, HttpLimits.of(1_024));
    return HttpApiServer.open(vertx, options, resource, endpoints)
        .await(30, TimeUnit.SECONDS)
        .port();
  }

  /** Little more than the limits: unread bytes reset a connection, and the response can be lost. */
  private static List<String> requests(String path) {
    return List.of(
        "OPTIONS " + path + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n",
        "GET " + path + " HTTP/1.1\r\n" + HOST + "malformed\r\n\r\n",
        "GET\r\n\r\n",
        "GET /nothing HTTP/1.1\r\n" + HOST + "\r\n",
        "BREW " + path + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET " + path + "?" + "x".repeat(5_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET " + path + " HTTP/1.1\r\n" + HOST + "X-Long: " + "x".repeat(8_200) + "\r\n\r\n",
        "GET " + path + " HTTP/1.2\r\n" + HOST + "\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  }

  private static Reply parse(String response) {
    String[] parts = response.split("\r\n\r\n", 2);
    List<String> lines = parts[0].lines().toList();
    return new Reply(
        Integer.parseInt(lines.get(0).split(" ")[1]),
        lines.stream()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(h -> h[0].toLowerCase(Locale.ROOT), h -> h[1])),
        Buffer.buffer(parts[1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void everyOperationShouldDocumentTheStatusesOfEveryRequest(String resource) {
    for (Operation operation : ApiDocument.read(resource).operations()) {
      assertThat(operation.responses().fieldNames())
          .as(operation.id())
          .containsAll(OF_EVERY_OPERATION);
      if (operation.body() != null) {
        assertThat(operation.responses().fieldNames()).as(operation.id()).containsAll(OF_BODIES);
      }
    }
  }
}
