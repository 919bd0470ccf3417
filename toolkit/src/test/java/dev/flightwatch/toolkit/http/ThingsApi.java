package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A door on the test contract, whose endpoints answer with what they were given. */
final class ThingsApi {
  static final String CONTRACT = "http/things.yaml";

  record TestEndpoint(String operationId, Function<Call, Future<Answer>> work) implements Endpoint {
    @Override
    public Future<Answer> handle(Call call) {
      return work.apply(call);
    }
  }

  final AtomicInteger added = new AtomicInteger();
  private final Function<Call, Future<Answer>> work;

  ThingsApi(Function<Call, Future<Answer>> work) {
    this.work = work;
  }

  static ThingsApi echoing() {
    return new ThingsApi(call -> Future.succeededFuture(Answer.json(200, new JsonObject())));
  }

  static ThingsApi answering(Answer answer) {
    return new ThingsApi(call -> Future.succeededFuture(answer));
  }

  HttpDoor open(Vertx vertx) throws TimeoutException {
    return open(vertx, HttpLimits.DEFAULTS);
  }

  HttpDoor open(Vertx vertx, HttpLimits limits) throws TimeoutException {
    return open(vertx, new HttpDoorOptions("things http", "127.0.0.1", 0, limits));
  }

  HttpDoor open(Vertx vertx, HttpDoorOptions options) throws TimeoutException {
    return HttpDoor.open(vertx, options, CONTRACT, endpoints()).await(20, TimeUnit.SECONDS);
  }

  List<Endpoint> endpoints() {
    return List.of(
        new TestEndpoint("findThings", ThingsApi::find),
        new TestEndpoint("addThing", this::add),
        new TestEndpoint("work", work),
        new TestEndpoint("workWithBody", work));
  }

  static HttpLimits limits(Duration requestTimeout) {
    return new HttpLimits(65_536, requestTimeout, 64, 64);
  }

  private static Future<Answer> find(Call call) {
    return Future.succeededFuture(
        Answer.json(
            200,
            JsonObject.of(
                "code", call.query("code"),
                "days", call.queryInt("days"),
                "limit", call.queryLong("limit"),
                "text", call.query("text"),
                "correlation_id", call.correlationId())));
  }

  private Future<Answer> add(Call call) {
    added.incrementAndGet();
    return Future.succeededFuture(
        Answer.json(
            201,
            JsonObject.of(
                "email", call.body().getString("email"),
                "request_id", call.header("Request-ID"))));
  }
}
