package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument;
import dev.flightwatch.standalone.contract.GeneratedRequest;
import dev.flightwatch.standalone.contract.RequestGenerator;
import dev.flightwatch.standalone.contract.ResponseCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
  private static final int CLIENTS_PER_SERVICE = 4;
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);

  /** A slow machine sends fewer requests, unless their number is given. */
  private static final long MAX_NANOS =
      System.getProperty("fuzz.requests") == null
          ? TimeUnit.SECONDS.toNanos(15)
          : TimeUnit.HOURS.toNanos(1);

  /** The first case of each violation, because one defect shows in many responses. */
  private final Map<String, String> violationToCase = new ConcurrentSkipListMap<>();

  private final Map<String, Integer> responseToCount = new ConcurrentSkipListMap<>();
  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

  @TempDir Path data;

  @Test
  void responsesShouldComplyWithTheDocuments(Vertx vertx) throws Exception {
    System.out.printf("fuzz: seed %d%n", seed);
    Map<String, String> settings = Map.of("HASH_THREADS", "2", "HASH_WAIT_SECONDS", "4");
    try (FlightwatchProcess target =
        FlightwatchProcess.start(data, settings, "--ephemeral").awaitReady()) {
      long begin = System.nanoTime();
      List<FuzzClients> all =
          List.of(
              new FuzzClients(
                  vertx, "openapi/user-manager.yaml", target.userManager(), REQUESTS / 5),
              new FuzzClients(
                  vertx, "openapi/data-collector.yaml", target.dataCollector(), 4 * REQUESTS / 5));
      all.forEach(FuzzClients::begin);
      all.forEach(FuzzClients::end);
      System.out.printf(
          "fuzz: %d requests in %d ms: %s%n",
          responseToCount.values().stream().mapToInt(Integer::intValue).sum(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
          responseToCount);

      assertThat(violationToCase.entrySet()).as("-Dfuzz.seed=%d", seed).isEmpty();
      assertEveryOperationSucceededAndFailed(all);
      assertThat(target.output()).doesNotContain("Exception", " ERROR ");
    }
  }

  /** Without successes and failures of each operation, the test would verify too little. */
  private void assertEveryOperationSucceededAndFailed(List<FuzzClients> all) {
    for (FuzzClients clients : all) {
      for (ApiDocument.Operation operation : clients.document.operations()) {
        assertThat(responseToCount.keySet())
            .anyMatch(key -> key.matches(operation.id() + " 20\\d"))
            .contains(operation.id() + " 400");
      }
    }
  }

  /** Parallel clients of one service, each of which sends one request after the other. */
  private final class FuzzClients {
    private final ApiDocument document;
    private final HttpClient client;
    private final URI service;
    private final int requests;
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS_PER_SERVICE);
    private final List<CompletableFuture<Void>> working = new ArrayList<>();

    FuzzClients(Vertx vertx, String resource, URI service, int requests) {
      document = ApiDocument.read(resource);
      client =
          vertx.createHttpClient(
              new HttpClientOptions().setDecompressionSupported(true),
              new PoolOptions().setHttp1MaxSize(2 * CLIENTS_PER_SERVICE));
      this.service = service;
      this.requests = requests;
    }

    void begin() {
      for (int client = 0; client < CLIENTS_PER_SERVICE; client++) {
        Random random = new Random(seed + client);
        working.add(CompletableFuture.runAsync(() -> call(random), threads));
      }
      threads.shutdown();
    }

    void end() {
      working.forEach(CompletableFuture::join);
    }

    private void call(Random random) {
      RequestGenerator generator = new RequestGenerator(document, random);
      ResponseCheck check = new ResponseCheck(document);
      long begin = System.nanoTime();
      for (int i = 0;
          i < requests / CLIENTS_PER_SERVICE && System.nanoTime() - begin < MAX_NANOS;
          i++) {
        GeneratedRequest request = generator.next();
        ResponseCheck.ReceivedResponse response = response(request);
        count(request, response);
        generator.learn(request, response);
        check
            .violations(request, response)
            .forEach(violation -> record(violation, request, response));
      }
    }

    private void record(
        String violation, GeneratedRequest request, ResponseCheck.ReceivedResponse response) {
      violationToCase.putIfAbsent(
          operation(request) + " " + response.status() + ": " + violation,
          "%.300s to %s".formatted(response.body(), request));
    }

    private void count(GeneratedRequest request, ResponseCheck.ReceivedResponse response) {
      responseToCount.merge(operation(request) + " " + response.status(), 1, Integer::sum);
    }

    private static String operation(GeneratedRequest request) {
      return request.operation() == null ? "none" : request.operation().id();
    }

    private ResponseCheck.ReceivedResponse response(GeneratedRequest request) {
      try {
        return send(request).recover(e -> retryOnce(e, request)).await(30, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("seed " + seed + ": no response to " + request, e);
      }
    }

    /** Repeats a request that was sent on a connection which the server was closing. */
    private Future<ResponseCheck.ReceivedResponse> retryOnce(
        Throwable failure, GeneratedRequest request) {
      return failure instanceof HttpClosedException ? send(request) : Future.failedFuture(failure);
    }

    private Future<ResponseCheck.ReceivedResponse> send(GeneratedRequest request) {
      RequestOptions options =
          new RequestOptions()
              .setHost(service.getHost())
              .setPort(service.getPort())
              .setMethod(HttpMethod.valueOf(request.method()))
              .setURI(request.uri());
      return client.request(options).compose(outgoing -> send(outgoing, request));
    }

    private static Future<ResponseCheck.ReceivedResponse> send(
        HttpClientRequest outgoing, GeneratedRequest request) {
      request.headers().forEach(h -> outgoing.headers().add(h.getKey(), h.getValue()));
      Buffer body = request.body() == null ? Buffer.buffer() : request.body();
      return outgoing
          .send(body)
          .compose(
              response ->
                  response
                      .body()
                      .map(
                          bytes ->
                              new ResponseCheck.ReceivedResponse(
                                  response.statusCode(), response.headers(), bytes)));
    }
  }
}
