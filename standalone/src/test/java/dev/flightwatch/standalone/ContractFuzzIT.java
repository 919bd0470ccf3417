package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument;
import dev.flightwatch.standalone.contract.CheckedCall;
import dev.flightwatch.standalone.contract.RequestMaker;
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
 * Thousands of requests made from the services' documents, right and wrong ones: whatever is
 * answered, the document describes it. {@code -Dfuzz.seed=N} makes the same requests again, and
 * {@code -Dfuzz.requests=N} more of them.
 */
@ExtendWith(VertxExtension.class)
class ContractFuzzIT {
  private static final int CALLERS = 4;
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);

  /** A slow machine sends fewer of them, unless their number was asked for. */
  private static final long PATIENCE =
      System.getProperty("fuzz.requests") == null
          ? TimeUnit.SECONDS.toNanos(15)
          : TimeUnit.HOURS.toNanos(1);

  /** The first case of each, since one fault shows in many answers. */
  private final Map<String, String> complaintToCase = new ConcurrentSkipListMap<>();

  private final Map<String, Integer> answered = new ConcurrentSkipListMap<>();
  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

  @TempDir Path data;

  @Test
  void everyAnswerShouldBeWhatTheDocumentsSay(Vertx vertx) throws Exception {
    System.out.printf("fuzz: seed %d%n", seed);
    Map<String, String> patient = Map.of("HASH_THREADS", "2", "HASH_WAIT_SECONDS", "4");
    try (FlightwatchProcess target =
        FlightwatchProcess.start(data, patient, "--ephemeral").awaitReady()) {
      long begin = System.nanoTime();
      List<Callers> all =
          List.of(
              new Callers(vertx, "openapi/user-manager.yaml", target.userManager(), REQUESTS / 5),
              new Callers(
                  vertx, "openapi/data-collector.yaml", target.dataCollector(), 4 * REQUESTS / 5));
      all.forEach(Callers::begin);
      all.forEach(Callers::end);
      System.out.printf(
          "fuzz: %d requests in %d ms: %s%n",
          answered.values().stream().mapToInt(Integer::intValue).sum(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
          answered);

      assertThat(complaintToCase.entrySet()).as("-Dfuzz.seed=%d", seed).isEmpty();
      assertEveryOperationDidItsWork(all);
      assertThat(target.output()).doesNotContain("Exception", " ERROR ");
    }
  }

  /** Else too much was refused for the test to say anything. */
  private void assertEveryOperationDidItsWork(List<Callers> all) {
    for (Callers callers : all) {
      for (ApiDocument.Operation operation : callers.document.operations()) {
        assertThat(answered.keySet())
            .anyMatch(key -> key.matches(operation.id() + " 20\\d"))
            .contains(operation.id() + " 400");
      }
    }
  }

  /** Those who call one service at once, each one request after the other. */
  private final class Callers {
    private final ApiDocument document;
    private final HttpClient client;
    private final URI service;
    private final int requests;
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final List<CompletableFuture<Void>> working = new ArrayList<>();

    Callers(Vertx vertx, String resource, URI service, int requests) {
      document = ApiDocument.read(resource);
      client =
          vertx.createHttpClient(
              new HttpClientOptions().setDecompressionSupported(true),
              new PoolOptions().setHttp1MaxSize(2 * CALLERS));
      this.service = service;
      this.requests = requests;
    }

    void begin() {
      for (int caller = 0; caller < CALLERS; caller++) {
        Random random = new Random(seed + caller);
        working.add(CompletableFuture.runAsync(() -> call(random), threads));
      }
      threads.shutdown();
    }

    void end() {
      working.forEach(CompletableFuture::join);
    }

    private void call(Random random) {
      RequestMaker maker = new RequestMaker(document, random);
      ResponseCheck check = new ResponseCheck(document);
      long begin = System.nanoTime();
      for (int i = 0; i < requests / CALLERS && System.nanoTime() - begin < PATIENCE; i++) {
        CheckedCall attempt = maker.next();
        ResponseCheck.Answer answer = answer(attempt);
        count(attempt, answer);
        maker.learn(attempt, answer);
        check.complaints(attempt, answer).forEach(found -> note(found, attempt, answer));
      }
    }

    private void note(String complaint, CheckedCall attempt, ResponseCheck.Answer answer) {
      complaintToCase.putIfAbsent(
          operation(attempt) + " " + answer.status() + ": " + complaint,
          "%.300s to %s".formatted(answer.body(), attempt));
    }

    private void count(CheckedCall attempt, ResponseCheck.Answer answer) {
      answered.merge(operation(attempt) + " " + answer.status(), 1, Integer::sum);
    }

    private static String operation(CheckedCall attempt) {
      return attempt.operation() == null ? "none" : attempt.operation().id();
    }

    private ResponseCheck.Answer answer(CheckedCall attempt) {
      try {
        return send(attempt).recover(e -> once(e, attempt)).await(30, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new AssertionError("seed " + seed + ": no answer to " + attempt, e);
      }
    }

    /** A connection that the door closed after an earlier answer may have been used once more. */
    private Future<ResponseCheck.Answer> once(Throwable failure, CheckedCall attempt) {
      return failure instanceof HttpClosedException ? send(attempt) : Future.failedFuture(failure);
    }

    private Future<ResponseCheck.Answer> send(CheckedCall attempt) {
      RequestOptions options =
          new RequestOptions()
              .setHost(service.getHost())
              .setPort(service.getPort())
              .setMethod(HttpMethod.valueOf(attempt.method()))
              .setURI(attempt.uri());
      return client.request(options).compose(request -> send(request, attempt));
    }

    private static Future<ResponseCheck.Answer> send(
        HttpClientRequest request, CheckedCall attempt) {
      attempt.headers().forEach(h -> request.headers().add(h.getKey(), h.getValue()));
      Buffer body = attempt.body() == null ? Buffer.buffer() : attempt.body();
      return request
          .send(body)
          .compose(
              response ->
                  response
                      .body()
                      .map(
                          bytes ->
                              new ResponseCheck.Answer(
                                  response.statusCode(), response.headers(), bytes)));
    }
  }
}
