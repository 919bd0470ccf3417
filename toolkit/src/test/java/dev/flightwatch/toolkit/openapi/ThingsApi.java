package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.OutgoingResponse;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ServedHosts;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** A server of the test document, whose endpoints return their input. */
final class ThingsApi {
  static final String DOCUMENT = "http/things.yaml";

  record TestEndpoint(
      String operationId, Function<Request, ? extends Future<? extends OutgoingResponse>> work)
      implements Endpoint {
    @Override
    public Future<? extends OutgoingResponse> handle(Request request) {
      return work.apply(request);
    }
  }

  final AtomicInteger added = new AtomicInteger();
  private final Function<Request, ? extends Future<? extends OutgoingResponse>> work;

  ThingsApi(Function<Request, ? extends Future<? extends OutgoingResponse>> work) {
    this.work = work;
  }

  static ThingsApi echoing() {
    return responding(Response.json(200, new JsonObject()));
  }

  static ThingsApi responding(Response response) {
    return new ThingsApi(request -> Future.succeededFuture(response));
  }

  static ThingsApi failing(Throwable failure) {
    return new ThingsApi(request -> Future.failedFuture(failure));
  }

  /** Completes {@code called} at the first request; all requests wait for the response. */
  static ThingsApi waiting(Promise<Void> called, Future<Response> response) {
    return new ThingsApi(
        request -> {
          called.tryComplete();
          return response;
        });
  }

  HttpTestClient client(Vertx vertx) throws TimeoutException {
    return new HttpTestClient(vertx, open(vertx).port());
  }

  HttpListener open(Vertx vertx) throws TimeoutException {
    return open(vertx, HttpLimits.of(1_024));
  }

  HttpListener open(Vertx vertx, HttpLimits limits) throws TimeoutException {
    return open(vertx, new HttpListenerOptions("things http", "127.0.0.1", 0, limits));
  }

  HttpListener open(Vertx vertx, HttpListenerOptions options) throws TimeoutException {
    return HttpApiServer.open(vertx, options, DOCUMENT, endpoints()).await(30, TimeUnit.SECONDS);
  }

  /** Waits until the metrics of an instance meet a condition. */
  static void awaitMetrics(Vertx vertx, Predicate<String> condition) throws TimeoutException {
    Promise<Void> met = Promise.promise();
    vertx.setPeriodic(
        10,
        timer -> {
          if (condition.test(Meters.of(vertx).text()) && vertx.cancelTimer(timer)) {
            met.complete();
          }
        });
    met.future().await(30, TimeUnit.SECONDS);
  }

  /** Returns the options of a server for pages of these origins. */
  static HttpListenerOptions options(Set<String> origins) {
    return new HttpListenerOptions(
        "things http",
        "127.0.0.1",
        0,
        HttpLimits.of(1_024),
        Optional.empty(),
        origins,
        ClientNetworks.DIRECT,
        ServedHosts.ANY);
  }

  List<Endpoint> endpoints() {
    return List.of(
        new TestEndpoint("findThings", ThingsApi::find),
        new TestEndpoint("addThing", this::add),
        new TestEndpoint("findPart", ThingsApi::findPart),
        new TestEndpoint("work", work),
        new TestEndpoint("workWithBody", work));
  }

  static HttpLimits limits(Duration requestTimeout) {
    return new HttpLimits(65_536, requestTimeout, 64, 64);
  }

  private static Future<Response> find(Request request) {
    return Future.succeededFuture(
        Response.json(
            200,
            JsonObject.of(
                "code", request.query("code"),
                "days", request.queryInt("days"),
                "limit", request.queryInt("limit"),
                "text", request.query("text"),
                "correlation_id", request.correlationId())));
  }

  private static Future<Response> findPart(Request request) {
    return Future.succeededFuture(Response.json(200, new JsonObject(Map.copyOf(request.path()))));
  }

  private Future<Response> add(Request request) {
    added.incrementAndGet();
    return Future.succeededFuture(
        Response.json(
            201,
            JsonObject.of(
                "email", request.body().getString("email"),
                "request_id", request.header("Request-ID"))));
  }
}
