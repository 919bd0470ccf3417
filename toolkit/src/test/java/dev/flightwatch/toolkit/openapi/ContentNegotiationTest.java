package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ContentNegotiationTest {
  private static final List<String> TYPES =
      List.of("application/json", "text/csv", "application/x-ndjson");

  /** An operation that responds with the chosen type. */
  private record ChoosingEndpoint(String operationId) implements Endpoint {
    @Override
    public List<String> mediaTypes() {
      return TYPES;
    }

    @Override
    public Future<Response> handle(Request request) {
      return Future.succeededFuture(
          Response.json(200, JsonObject.of("chosen", request.mediaType())));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NONE",
      value = {
        "''                                              | application/json",
        "*/*                                             | application/json",
        "application/*                                   | application/json",
        "text/*                                          | text/csv",
        "text/csv                                        | text/csv",
        "TEXT/CSV                                        | text/csv",
        "text/csv; charset=utf-8; header=present         | text/csv",
        "application/x-ndjson                            | application/x-ndjson",
        "text/html,application/xml;q=0.9,*/*;q=0.8       | application/json",
        "text/csv, */*                                   | text/csv",
        "*/*, application/x-ndjson                       | application/x-ndjson",
        "text/csv, application/json                      | application/json",
        "application/json;q=0.5, text/csv;q=0.7          | text/csv",
        "application/json; q=0.5, text/csv;Q=0.4         | application/json",
        "application/json;q=0, */*                       | text/csv",
        "application/json;q=0, text/*;q=0, */*;q=0.1     | application/x-ndjson",
        "text/csv;q=0.001                                | text/csv",
        "nonsense, text/csv                              | text/csv",
        ", ,text/csv,                                    | text/csv",
        "text/csv;q=0                                    | NONE",
        "text/csv;q=0.000, text/html                     | NONE",
        "*/*;q=0                                         | NONE",
        "text/html                                       | NONE",
        "text                                            | NONE",
        "text/c*                                         | NONE",
        "*/csv                                           | NONE",
      })
  void chooseShouldReturnTheTypeThatTheClientPrefers(String accept, String expected) {
    assertThat(ContentNegotiation.choose(accept, TYPES).orElse(null)).isEqualTo(expected);
  }

  private static HttpTestClient open(Vertx vertx) throws Exception {
    List<Endpoint> endpoints = new ArrayList<>(ThingsApi.echoing().endpoints());
    endpoints.replaceAll(
        each -> each.operationId().equals("work") ? new ChoosingEndpoint("work") : each);
    HttpListenerOptions options =
        new HttpListenerOptions("things http", "127.0.0.1", 0, HttpLimits.of(64));
    int port =
        HttpApiServer.open(vertx, options, ThingsApi.DOCUMENT, endpoints)
            .await(30, TimeUnit.SECONDS)
            .port();
    return new HttpTestClient(vertx, port);
  }

  @Test
  void serverShouldTellTheEndpointAndCachesWhatWasChosen(Vertx vertx) throws Exception {
    // given
    HttpTestClient target = open(vertx);

    // when
    HttpTestClient.Reply chosen = target.get("/work", Map.of("Accept", "text/csv"));
    HttpTestClient.Reply byDefault = target.get("/work");

    // then
    assertThat(chosen.json().getString("chosen")).isEqualTo("text/csv");
    assertThat(chosen.header("Vary")).isEqualTo("accept");
    assertThat(byDefault.json().getString("chosen")).isEqualTo("application/json");
  }

  @Test
  void serverShouldRespondWith406NamingTheHeaderWhenNoTypeIsAccepted(Vertx vertx) throws Exception {
    // given
    HttpTestClient target = open(vertx);

    // when
    HttpTestClient.Reply refused = target.get("/work", Map.of("Accept", "text/html"));
    HttpTestClient.Reply withoutChoice =
        target.get("/things?code=LIRF&days=1", Map.of("Accept", "text/html"));

    // then
    assertThat(refused.status()).isEqualTo(406);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.header("Vary")).isEqualTo("accept");
    assertThat(refused.json().getString("code")).isEqualTo("not_acceptable");
    assertThat(refused.errors())
        .isEqualTo(
            Map.of("Accept", "must allow one of application/json, text/csv, application/x-ndjson"));
    assertThat(withoutChoice.status()).isEqualTo(200);
    assertThat(withoutChoice.header("Vary")).isNull();
  }
}
