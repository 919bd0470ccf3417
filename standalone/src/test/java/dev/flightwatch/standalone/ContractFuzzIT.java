package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument;
import dev.flightwatch.standalone.contract.GeneratedRequest;
import dev.flightwatch.standalone.contract.RequestGenerator;
import dev.flightwatch.standalone.contract.ResponseCheck;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends thousands of valid and invalid requests generated from the services' documents, and
 * verifies that every response complies with the document. {@code -Dfuzz.seed=N} repeats a run, and
 * {@code -Dfuzz.requests=N} sets the number of requests.
 */
@ExtendWith(VertxExtension.class)
class ContractFuzzIT {
  private static final String STAYING = "staying@example.net";
  private static final String LEAVING = "leaving@example.net";
  private static final int CLIENTS_PER_SERVICE = 4;
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);

  /** The codes of responses under high load, which no request itself causes. */
  private static final List<String> OVERLOAD_CODES =
      List.of("overloaded", "too_many_passwords", "registration_contended");

  /** The first case of each violation, because one defect shows in many responses. */
  private final Map<String, String> violationToCase = new ConcurrentSkipListMap<>();

  private final Map<String, Integer> responseToCount = new ConcurrentSkipListMap<>();
  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

  private volatile String stayingSession;

  @TempDir Path data;

  @Test
  void responsesShouldComplyWithTheDocuments(Vertx vertx) throws Exception {
    System.out.printf("fuzz: seed %d%n", seed);
    ApiDocument users = ApiDocument.read("openapi/user-manager.yaml");
    ApiDocument flights = ApiDocument.read("openapi/data-collector.yaml");
    Map<String, String> settings = Map.of("HASH_THREADS", "2", "HASH_WAIT_SECONDS", "4");
    try (FlightwatchProcess target =
        FlightwatchProcess.start(data, settings, "--ephemeral").awaitReady()) {
      HttpTestClient accounts = client(vertx, target.userManager());
      register(accounts, STAYING);
      register(accounts, LEAVING);
      stayingSession = login(accounts, STAYING);
      CompletableFuture.allOf(
              call(users, accounts, REQUESTS / 5),
              call(flights, client(vertx, target.dataCollector()), 4 * REQUESTS / 5))
          .join();
      System.out.printf("fuzz: %s%n", responseToCount);

      assertThat(violationToCase.entrySet()).as("-Dfuzz.seed=%d", seed).isEmpty();
      assertThat(Stream.of(users, flights).flatMap(document -> document.operations().stream()))
          .allSatisfy(
              operation ->
                  assertThat(responseToCount.keySet())
                      .anyMatch(key -> key.matches(operation.id() + " 20\\d"))
                      .containsAll(
                          hasInput(operation) ? List.of(operation.id() + " 400") : List.of()));
      assertThat(target.outputOfRequests()).doesNotContain("Exception", " ERROR ");
    }
  }

  private static boolean hasInput(ApiDocument.Operation operation) {
    return operation.body() != null
        || operation.parameters().stream()
            .anyMatch(parameter -> !parameter.getString("name").equals("X-Correlation-Id"));
  }

  /** Returns a session that ends, or the one that stays. */
  private String session(HttpTestClient http, ApiDocument.Operation operation) {
    return operation.id().equals("endSessions") ? login(http, LEAVING) : stayingSession;
  }

  private static void register(HttpTestClient http, String email) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Request-ID", "fuzz-" + email);
    post(http, "/users", headers, email);
  }

  private static String login(HttpTestClient http, String email) {
    return post(http, "/sessions", HttpTestClient.JSON, email).json().getString("token");
  }

  private static Reply post(
      HttpTestClient http, String path, Map<String, String> headers, String email) {
    JsonObject body = JsonObject.of("email", email, "password", "correct horse");
    try {
      return http.post(path, headers, body.encode());
    } catch (Exception e) {
      throw new AssertionError("no response for " + email, e);
    }
  }

  private static HttpTestClient client(Vertx vertx, URI service) {
    return new HttpTestClient(vertx, service.getPort());
  }

  /** Sends requests by parallel clients, each of which sends one after the other. */
  private CompletableFuture<?> call(ApiDocument document, HttpTestClient http, int requests) {
    var threads = Executors.newFixedThreadPool(CLIENTS_PER_SERVICE);
    CompletableFuture<?>[] clients =
        new Random(seed)
            .longs(CLIENTS_PER_SERVICE)
            .mapToObj(
                own ->
                    CompletableFuture.runAsync(
                        () -> call(document, http, requests / CLIENTS_PER_SERVICE, own), threads))
            .toArray(CompletableFuture[]::new);
    threads.shutdown();
    return CompletableFuture.allOf(clients);
  }

  private void call(ApiDocument document, HttpTestClient http, int requests, long ownSeed) {
    RequestGenerator generator =
        new RequestGenerator(document, new Random(ownSeed), operation -> session(http, operation));
    ResponseCheck check = new ResponseCheck();
    for (int i = 0; i < requests; i++) {
      GeneratedRequest request = generator.next();
      Reply reply = reply(http, request);
      String response = request.operation().id() + " " + reply.status();
      responseToCount.merge(response, 1, Integer::sum);
      generator.learn(request, reply);
      Stream.concat(
              check.violations(request.operation().responses(), reply).stream(),
              wrongStatus(request, reply))
          .forEach(
              violation ->
                  violationToCase.putIfAbsent(
                      response + ": " + violation,
                      "%.300s to %s".formatted(reply.body(), request)));
    }
  }

  private static Stream<String> wrongStatus(GeneratedRequest request, Reply reply) {
    boolean isExpected =
        request.expected().isEmpty() || request.expected().contains(reply.status());
    boolean isShed =
        reply.status() == 503
            && OVERLOAD_CODES.stream().anyMatch(reply.body().toString()::contains);
    return (isExpected && reply.status() < 500) || isShed
        ? Stream.empty()
        : Stream.of("status is not one of " + request.expected() + ", or 5xx");
  }

  private Reply reply(HttpTestClient http, GeneratedRequest request) {
    try {
      return http.send(
          HttpMethod.valueOf(request.operation().method()),
          request.uri(),
          request.headers(),
          Buffer.buffer(request.body() == null ? "" : request.body()));
    } catch (Exception e) {
      throw new AssertionError("seed " + seed + ": no response to " + request, e);
    }
  }
}
