package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.launch.ServiceState.Phase;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.grpc.health.v1.HealthListRequest;
import io.vertx.grpc.health.v1.HealthListResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard health service, called by grpc-java. */
@ExtendWith(VertxExtension.class)
class GrpcHealthServiceTest {
  private static final MethodDescriptor<HealthListRequest, HealthListResponse> LIST =
      MethodDescriptor.<HealthListRequest, HealthListResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/List")
          .setRequestMarshaller(ProtoUtils.marshaller(HealthListRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(HealthListResponse.getDefaultInstance()))
          .build();

  private GrpcApiServer server;
  private GrpcJavaCaller caller;

  @AfterEach
  void closeBoth() throws Exception {
    caller.close();
    server.close(Duration.ZERO).await(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "test.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"})
  void checkShouldBeServingWhenTheProbeSucceeds(String service, Vertx vertx) throws Exception {
    // given
    open(vertx, Future::succeededFuture);

    // then
    assertThat(check(service)).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void checkShouldBeNotFoundWhenTheServiceIsUnknown(Vertx vertx) throws Exception {
    // given
    open(vertx, Future::succeededFuture);

    // when
    StatusRuntimeException failure =
        catchThrowableOfType(StatusRuntimeException.class, () -> check("test.Nothing"));

    // then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  static Stream<Supplier<Future<?>>> badProbes() {
    return Stream.of(
        () -> Future.failedFuture("the service verticle is unavailable"),
        () -> {
          throw new IllegalStateException("a defect");
        },
        () -> Promise.promise().future());
  }

  @ParameterizedTest
  @MethodSource("badProbes")
  void checkShouldBeNotServingWhenTheProbeDoesNotSucceed(Supplier<Future<?>> probe, Vertx vertx)
      throws Exception {
    // given
    open(vertx, probe);

    // then
    assertThat(check("test.Echo")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(check("")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void checkShouldBeServingAgainWhenTheProbeSucceedsAgain(Vertx vertx) throws Exception {
    // given
    AtomicInteger probes = new AtomicInteger();
    open(
        vertx,
        () ->
            probes.getAndIncrement() == 0
                ? Future.failedFuture("not yet")
                : Future.succeededFuture());

    // then
    assertThat(check("")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(check("")).isEqualTo(ServingStatus.SERVING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"STARTING", "STOPPING"})
  void checkShouldBeNotServingWhenTheServiceIsNot(Phase phase, Vertx vertx) throws Exception {
    // given
    open(vertx, Future::succeededFuture);

    // when
    ServiceState.of(vertx, "test management").enter(phase);
    ServiceState.of(vertx, "other management").enter(Phase.SERVING);

    // then
    assertThat(check("test.Echo")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(check("")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void checksAtOnceShouldShareAProbe(Vertx vertx) throws Exception {
    // given
    AtomicInteger probes = new AtomicInteger();
    Promise<Void> held = Promise.promise();
    open(
        vertx,
        () -> {
          probes.incrementAndGet();
          return held.future();
        });
    caller.say("on a connection that is there calls arrive in order");

    // when
    HealthGrpc.HealthFutureStub stub = HealthGrpc.newFutureStub(caller.channel());
    List<? extends java.util.concurrent.Future<HealthCheckResponse>> responses =
        Stream.generate(() -> stub.check(HealthCheckRequest.getDefaultInstance()))
            .limit(20)
            .toList();
    caller.say("those before have arrived");
    held.complete();

    // then
    for (java.util.concurrent.Future<HealthCheckResponse> response : responses) {
      assertThat(response.get(20, TimeUnit.SECONDS).getStatus()).isEqualTo(ServingStatus.SERVING);
    }
    assertThat(probes).hasValue(1);
  }

  @Test
  void listShouldNameEveryService(Vertx vertx) throws Exception {
    // given
    open(vertx, Future::succeededFuture);

    // when
    HealthListResponse all =
        ClientCalls.blockingUnaryCall(
            caller.channel(),
            LIST,
            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
            HealthListRequest.getDefaultInstance());

    // then
    assertThat(all.getStatusesMap())
        .containsOnlyKeys(
            "", "test.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection")
        .allSatisfy((name, said) -> assertThat(said.getStatus().name()).isEqualTo("SERVING"));
  }

  @Test
  void watchShouldBeUnimplemented(Vertx vertx) throws Exception {
    // given
    open(vertx, Future::succeededFuture);

    // when
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                HealthGrpc.newBlockingStub(caller.channel())
                    .withDeadlineAfter(20, TimeUnit.SECONDS)
                    .watch(HealthCheckRequest.getDefaultInstance())
                    .next());

    // then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  private void open(Vertx vertx, Supplier<Future<?>> probe) throws Exception {
    GrpcApiServerOptions options = GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0);
    server =
        GrpcApiServer.open(vertx, options, List.of(Echo.service(Future::succeededFuture)), probe)
            .await(20, TimeUnit.SECONDS);
    caller = new GrpcJavaCaller(server.port());
  }

  private ServingStatus check(String service) {
    return HealthGrpc.newBlockingStub(caller.channel())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }
}
