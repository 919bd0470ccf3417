package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.RawGrpcClient.RawResponse;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.log.Correlation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class GrpcApiServerTest {
  private static final GrpcApiServerOptions ANY_PORT =
      GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0);
  private static final GrpcServerLimits ONE_CALL =
      GrpcServerLimits.DEFAULTS.withMaxCallsInFlight(1);
  private static final Metadata.Key<String> CORRELATION =
      Metadata.Key.of("x-correlation-id", Metadata.ASCII_STRING_MARSHALLER);

  private final BlockingQueue<Promise<String>> calls = new LinkedBlockingQueue<>();
  private volatile Context callContext;
  private GrpcApiServer target;
  private GrpcJavaCaller caller;

  @AfterEach
  void closeBoth() throws Exception {
    if (target != null) {
      caller.close();
      await(target.close(Duration.ZERO));
    }
  }

  @Test
  void openShouldServeCallsAndPublishItsPort(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, text -> Future.succeededFuture(text + " there"));

    // when
    String response = caller.say("hello");

    // then
    assertThat(response).isEqualTo("hello there");
    assertThat(ListeningPorts.of(vertx).port("test grpc")).hasValue(target.port());
  }

  @Test
  void openShouldShareOnePortWhenADeploymentHasSeveralInstances(Vertx vertx) throws Exception {
    // given
    Queue<Integer> ports = new ConcurrentLinkedQueue<>();

    // when
    await(
        vertx.deployVerticle(
            () -> new ServerVerticle(ports), new DeploymentOptions().setInstances(2)));
    await(vertx.deployVerticle(new ServerVerticle(ports)));

    // then
    assertThat(ports).hasSize(3);
    assertThat(ports.stream().distinct()).hasSize(2);
  }

  @Test
  void openShouldFailWithTheAddressWhenThePortIsTaken(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, Future::succeededFuture);
    Vertx other = Vertx.vertx();
    GrpcApiServerOptions taken = GrpcApiServerOptions.of("other grpc", "127.0.0.1", target.port());

    // when
    Future<GrpcApiServer> second = GrpcApiServer.open(other, taken, List.of());

    // then
    assertThatThrownBy(() -> await(second))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("127.0.0.1:" + target.port());
    await(other.close());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, INVALID_ARGUMENT",
    "UNAUTHENTICATED, UNAUTHENTICATED",
    "NOT_FOUND, NOT_FOUND",
    "GONE, NOT_FOUND",
    "CONFLICT, FAILED_PRECONDITION",
    "OVERLOADED, RESOURCE_EXHAUSTED",
    "UNAVAILABLE, UNAVAILABLE",
    "TIMEOUT, UNAVAILABLE",
    "TOO_LARGE, RESOURCE_EXHAUSTED",
    "UNSUPPORTED_TYPE, INVALID_ARGUMENT",
    "METHOD_NOT_ALLOWED, UNIMPLEMENTED",
  })
  void callShouldEndWithTheKindsStatusWhenServiceFails(
      ErrorKind kind, Status.Code code, Vertx vertx) throws Exception {
    // given
    ServiceException failure = ServiceException.of(kind, "a_code", "What the caller may know.");
    open(vertx, ANY_PORT, text -> Future.failedFuture(failure));

    // when
    Status status = failure(() -> caller.say("hello"));

    // then
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).isEqualTo("What the caller may know.");
  }

  @Test
  void callShouldNameTheFieldsWhenTheyAreInvalid(Vertx vertx) throws Exception {
    // given
    open(
        vertx,
        ANY_PORT,
        text -> Future.failedFuture(ServiceException.invalid("email", "must have an @")));

    // when
    Status status = failure(() -> caller.say("hello"));

    // then
    assertThat(status.getDescription())
        .isEqualTo("The request is not valid. email: must have an @");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callShouldRevealNothingInternalWhenServiceHasADefect(boolean thrown, Vertx vertx)
      throws Exception {
    // given
    RuntimeException defect = new IllegalStateException("password=hunter2");
    open(
        vertx,
        ANY_PORT,
        text -> {
          if (thrown) {
            throw defect;
          }
          return Future.failedFuture(defect);
        });

    // when
    Status status = failure(() -> caller.say("hello"));

    // then
    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(status.getDescription()).isEqualTo("Something went wrong on our side.");
  }

  @Test
  void callShouldEndWithInternalWhenServiceRespondsWithNull(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, text -> Future.succeededFuture());

    // when
    Status status = failure(() -> caller.say("hello"));

    // then
    assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void callShouldEndWithResourceExhaustedWhenItsMessageIsTooLarge(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT.withMaxMessageBytes(1000), Future::succeededFuture);

    // when
    String fitting = caller.say("x".repeat(997));
    Status status = failure(() -> caller.say("x".repeat(998)));

    // then
    assertThat(fitting).hasSize(997);
    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void callShouldEndWithResourceExhaustedWhileTooManyAreInFlight(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT.withMaxCallsInFlight(1), this::held);
    ListenableFuture<StringValue> first = caller.begin("first", Duration.ofSeconds(20));
    Promise<String> held = call();

    // when
    Status status = failure(() -> caller.say("second"));
    held.complete("done");
    first.get(20, TimeUnit.SECONDS);
    ListenableFuture<StringValue> third = caller.begin("third", Duration.ofSeconds(20));
    call().complete("done too");

    // then
    assertThat(status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.get(20, TimeUnit.SECONDS).getValue()).isEqualTo("done too");
  }

  @Test
  void callShouldCountUntilItsServiceEndsWhenItsCallerHasCancelled(Vertx vertx) throws Exception {
    // given
    LoggedWarnings warnings = new LoggedWarnings();
    open(vertx, ANY_PORT.withMaxCallsInFlight(1), this::held);
    ListenableFuture<StringValue> first = caller.begin("first", Duration.ofSeconds(20));
    Promise<String> held = call();

    // when
    first.cancel(true);
    Status during = failure(() -> caller.say("second"));
    await(onCallContext(() -> held.complete("too late")));
    ListenableFuture<StringValue> third = caller.begin("third", Duration.ofSeconds(20));
    call().complete("done");

    // then
    assertThat(during.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.get(20, TimeUnit.SECONDS).getValue()).isEqualTo("done");
    assertThat(warnings.lines()).isEmpty();
    warnings.close();
  }

  @Test
  void callShouldEndWhenItsServiceCompletesOnAnotherThread(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, this::held);
    ListenableFuture<StringValue> response = caller.begin("hello", Duration.ofSeconds(20));

    // when
    call().complete("from the test's thread");

    // then
    assertThat(response.get(20, TimeUnit.SECONDS).getValue()).isEqualTo("from the test's thread");
  }

  @Test
  void callShouldEndWithDeadlineExceededWhenItsServiceNeverCompletes(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT.withLimits(ONE_CALL.withCallTimeout(Duration.ofMillis(200))), this::held);

    // when
    Status first = failure(() -> caller.say("hello"));
    Status second = failure(() -> caller.say("hello"));

    // then
    assertThat(List.of(first.getCode(), second.getCode()))
        .containsOnly(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void callShouldEndWithDeadlineExceededWhenItsMessageDoesNotArrive(Vertx vertx) throws Exception {
    // given
    open(
        vertx,
        ANY_PORT.withLimits(ONE_CALL.withCallTimeout(Duration.ofMillis(200))),
        Future::succeededFuture);
    RawGrpcClient raw = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);

    // when
    RawResponse response = await(raw.begin(RawGrpcClient.SAY, RawGrpcClient.grpc()));

    // then
    assertThat(response.status()).isEqualTo(Integer.toString(GrpcStatus.DEADLINE_EXCEEDED.code));
    assertThat(caller.say("the call has ended")).isEqualTo("the call has ended");
  }

  @Test
  void callShouldAdoptTheCorrelationIdWhenItIsWellFormed(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, text -> Future.succeededFuture(Correlation.current()));

    // then
    assertThat(caller.say("hello", correlation("abc-123"))).isEqualTo("abc-123");
    assertThat(caller.say("hello", correlation("not one"))).hasSize(36);
    assertThat(caller.say("hello")).hasSize(36);
  }

  @Test
  void closeShouldLetCallsEndWhenThereIsGrace(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, this::held);
    ListenableFuture<StringValue> response = caller.begin("hello", Duration.ofSeconds(20));
    Promise<String> held = call();

    // when
    Future<Void> closed = target.close(Duration.ofSeconds(20));
    await(vertx.timer(100));
    held.complete("done");

    // then
    assertThat(response.get(20, TimeUnit.SECONDS).getValue()).isEqualTo("done");
    await(closed);
    assertThat(failure(() -> caller.say("late")).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void closeShouldEndWhenACallOutlivesTheGrace(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT, this::held);
    ListenableFuture<StringValue> response = caller.begin("hello", Duration.ofSeconds(20));
    call();

    // when
    await(target.close(Duration.ofMillis(200)));

    // then
    assertThatThrownBy(() -> response.get(20, TimeUnit.SECONDS))
        .hasMessageContaining("UNAVAILABLE");
  }

  private void open(
      Vertx vertx, GrpcApiServerOptions options, Function<String, Future<String>> rule)
      throws Exception {
    target = await(GrpcApiServer.open(vertx, options, List.of(Echo.service(rule))));
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
    return calls.poll(20, TimeUnit.SECONDS);
  }

  private static Metadata correlation(String id) {
    Metadata headers = new Metadata();
    headers.put(CORRELATION, id);
    return headers;
  }

  private static Status failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  /** Opens a server as a verticle of a service does. */
  private static final class ServerVerticle extends VerticleBase {
    private final Queue<Integer> ports;

    ServerVerticle(Queue<Integer> ports) {
      this.ports = ports;
    }

    @Override
    public Future<?> start() {
      return GrpcApiServer.open(vertx, ANY_PORT, List.of(Echo.service(Future::succeededFuture)))
          .onSuccess(server -> ports.add(server.port()));
    }
  }
}
