package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.log.Correlation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a grpc-java client. */
@ExtendWith(VertxExtension.class)
class GrpcApiServerTest {
  private final BlockingQueue<Promise<String>> calls = new LinkedBlockingQueue<>();
  private volatile Context callContext;
  private GrpcApiServer target;
  private GrpcJavaCaller caller;

  @AfterEach
  void closeCaller() {
    if (caller != null) {
      caller.close();
    }
  }

  @Test
  void openShouldFailWithTheAddressWhenThePortIsTaken(Vertx vertx) throws Exception {
    // given
    open(vertx, 9, Future::succeededFuture);
    Vertx other = Vertx.vertx();
    GrpcApiServerOptions taken =
        new GrpcApiServerOptions(
            "other grpc",
            "127.0.0.1",
            target.port(),
            GrpcServerLimits.of(1),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    // then
    assertThatThrownBy(() -> Echo.open(other, taken, Future::succeededFuture))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("127.0.0.1:" + target.port());
    assertThat(ListeningPorts.of(vertx).port("test grpc")).hasValue(target.port());
    await(other.close());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, INVALID_ARGUMENT",
    "CONFLICT, FAILED_PRECONDITION",
    "UNAVAILABLE, UNAVAILABLE",
    "TIMEOUT, UNAVAILABLE",
    "METHOD_NOT_ALLOWED, UNIMPLEMENTED",
  })
  void callShouldEndWithTheKindsStatusWhenServiceFails(
      ErrorKind kind, Status.Code code, Vertx vertx) throws Exception {
    // given
    ServiceException failure = ServiceException.of(kind, "a_code", "What the caller may know.");
    open(vertx, 9, text -> Future.failedFuture(failure));

    // then
    assertEnds(code, "What the caller may know.");
  }

  @ParameterizedTest
  @CsvSource({
    "thrown, INTERNAL, Something went wrong on our side.",
    "failed, INTERNAL, Something went wrong on our side.",
    "null, INTERNAL, Something went wrong on our side.",
    "invalid, INVALID_ARGUMENT, The request is not valid. email: must have an @",
  })
  void callShouldNameInvalidFieldsAndRevealNothingInternal(
      String kind, Status.Code code, String description, Vertx vertx) throws Exception {
    // given
    RuntimeException defect = new IllegalStateException("password=hunter2");
    open(
        vertx,
        9,
        text ->
            switch (kind) {
              case "thrown" -> throw defect;
              case "failed" -> Future.failedFuture(defect);
              case "null" -> Future.succeededFuture();
              default -> Future.failedFuture(ServiceException.invalid("email", "must have an @"));
            });

    // then
    assertEnds(code, description);
  }

  @Test
  void callShouldEndWithResourceExhaustedWhenItsMessageIsTooLarge(Vertx vertx) throws Exception {
    // given
    open(vertx, 1, Future::succeededFuture);

    // when
    String fitting = caller.say("x".repeat(65_532));
    Status status = failure(() -> caller.say("x".repeat(65_533)));

    // then
    assertThat(fitting).hasSize(65_532);
    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(caller.say("the call has ended")).isEqualTo("the call has ended");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void callShouldCountUntilItsServiceEnds(boolean cancelled, Vertx vertx) throws Exception {
    // given
    LoggedWarnings warnings = new LoggedWarnings();
    open(vertx, 1, this::held);
    ListenableFuture<StringValue> first = caller.begin("first", Duration.ofSeconds(20));
    Promise<String> held = call();
    if (cancelled) {
      first.cancel(true);
    }

    // when
    Status during = failure(() -> caller.say("second"));
    await(onCallContext(() -> held.complete("done")));
    ListenableFuture<StringValue> third = caller.begin("third", Duration.ofSeconds(20));
    call().complete("done too");

    // then
    assertThat(during.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.get(30, TimeUnit.SECONDS).getValue()).isEqualTo("done too");
    assertThat(warnings.lines()).isEmpty();
    warnings.close();
  }

  @Test
  void callShouldEndWhenItsServiceOrItsMessageIsLate(Vertx vertx) throws Exception {
    // given
    GrpcServerLimits brief =
        new GrpcServerLimits(1, Duration.ofMillis(200), 9, Duration.ofMinutes(1));
    target = Echo.open(vertx, brief, this::held);
    caller = new GrpcJavaCaller(target.port());
    RawGrpcClient raw = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);

    // then
    assertEnds(Status.Code.DEADLINE_EXCEEDED, "The call took too long.");
    assertThat(await(raw.send(RawGrpcClient.SAY, Map.of(), null)))
        .isEqualTo(Integer.toString(Status.Code.DEADLINE_EXCEEDED.value()));
    assertEnds(Status.Code.DEADLINE_EXCEEDED, "The call took too long.");
  }

  @Test
  void callShouldAdoptTheCorrelationIdWhenItIsWellFormed(Vertx vertx) throws Exception {
    // given
    open(vertx, 9, text -> Future.succeededFuture(Correlation.current()));

    // then
    assertThat(caller.say("hello", correlation("abc-123"))).isEqualTo("abc-123");
    assertThat(caller.say("hello", correlation("not one"))).hasSize(36);
    assertThat(caller.say("hello")).hasSize(36);
  }

  private static Metadata correlation(String id) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER), id);
    return headers;
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void closeShouldLetCallsEndWithinTheGraceAndNoLonger(boolean inTime, Vertx vertx)
      throws Exception {
    // given
    open(vertx, 9, this::held);
    ListenableFuture<StringValue> response = caller.begin("hello", Duration.ofSeconds(20));
    Promise<String> held = call();

    // when
    Future<Void> closed = target.close(Duration.ofMillis(inTime ? 20_000 : 200));
    if (inTime) {
      await(vertx.timer(100));
      held.complete("done");
    }

    // then
    String result =
        Futures.getUnchecked(
            Futures.catching(
                Futures.transform(response, StringValue::getValue, Runnable::run),
                StatusRuntimeException.class,
                late -> late.getStatus().getCode().name(),
                Runnable::run));
    assertThat(result).isEqualTo(inTime ? "done" : "UNAVAILABLE");
    await(closed);
    assertThat(failure(() -> caller.say("late")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private void open(Vertx vertx, int calls, Function<String, Future<String>> function)
      throws Exception {
    target = Echo.open(vertx, GrpcServerLimits.of(calls), function);
    caller = new GrpcJavaCaller(target.port());
  }

  private Future<String> held(String text) {
    Promise<String> promise = Promise.promise();
    callContext = Vertx.currentContext();
    calls.add(promise);
    return promise.future();
  }

  private Future<Void> onCallContext(Runnable work) {
    Promise<Void> done = Promise.promise();
    callContext.runOnContext(
        v -> {
          work.run();
          done.complete();
        });
    return done.future();
  }

  private Promise<String> call() throws InterruptedException {
    return calls.poll(30, TimeUnit.SECONDS);
  }

  private void assertEnds(Status.Code code, String description) {
    Status status = failure(() -> caller.say("hello"));
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).isEqualTo(description);
  }

  private static Status failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus();
  }
}
