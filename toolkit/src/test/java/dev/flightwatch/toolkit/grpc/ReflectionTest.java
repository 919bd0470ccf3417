package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Server reflection, which has the limits of any call. */
@ExtendWith(VertxExtension.class)
class ReflectionTest {
  private static final GrpcApiServerOptions ANY_PORT =
      GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0);
  private static final GrpcServerLimits ONE_CALL =
      GrpcServerLimits.DEFAULTS.withMaxCallsInFlight(1);

  private GrpcApiServer server;
  private GrpcJavaCaller caller;

  @AfterEach
  void closeBoth() throws Exception {
    caller.close();
    server.close(Duration.ZERO).await(20, TimeUnit.SECONDS);
  }

  @Test
  void reflectionShouldListAllServicesOfTheServer(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    ReflectionStream target = new ReflectionStream(caller);

    // when
    target.send(ReflectionStream.services());

    // then
    assertThat(target.response().getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .containsExactlyInAnyOrder(
            "test.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
    assertThat(target.finish()).isEqualTo(Status.OK);
  }

  @Test
  void reflectionShouldDescribeAServiceAndItsImports(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    ReflectionStream target = new ReflectionStream(caller);

    // when
    target.send(ReflectionStream.symbol("test.Echo"));

    // then
    assertThat(target.response().getFileDescriptorResponse().getFileDescriptorProtoList())
        .extracting(ReflectionTest::fileName)
        .containsExactly("echo.proto", "google/protobuf/wrappers.proto");
  }

  @Test
  void reflectionShouldRespondWithNotFoundWhenAServiceIsUnknown(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    ReflectionStream target = new ReflectionStream(caller);

    // when
    target.send(ReflectionStream.symbol("test.Nothing"));

    // then
    assertThat(target.response().getErrorResponse().getErrorCode())
        .isEqualTo(Status.Code.NOT_FOUND.value());
    assertThat(target.finish()).isEqualTo(Status.OK);
  }

  @Test
  void reflectionShouldRespondToEachRequestOfAStreamInOrder(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    ReflectionStream target = new ReflectionStream(caller);
    List<ServerReflectionRequest> requests =
        List.of(
            ReflectionStream.symbol("test.Echo"),
            ReflectionStream.symbol("test.Nothing"),
            ReflectionStream.services(),
            ReflectionStream.symbol("test.Echo.Say"));

    // when
    requests.forEach(target::send);
    Status end = target.finish();

    // then
    for (ServerReflectionRequest request : requests) {
      assertThat(target.response())
          .extracting(ServerReflectionResponse::getOriginalRequest)
          .isEqualTo(request);
    }
    assertThat(end).isEqualTo(Status.OK);
  }

  @Test
  void streamShouldCountAsACallUntilItEnds(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT.withMaxCallsInFlight(1));
    ReflectionStream first = new ReflectionStream(caller);
    first.send(ReflectionStream.services());
    first.response();

    // when
    Status refused = new ReflectionStream(caller).failure();
    first.finish();
    ReflectionStream third = new ReflectionStream(caller);
    third.send(ReflectionStream.services());

    // then
    assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.response().hasListServicesResponse()).isTrue();
  }

  @Test
  void streamShouldEndWhenItsTimeIsOver(Vertx vertx) throws Exception {
    // given
    LoggedWarnings warnings = new LoggedWarnings();
    open(vertx, ANY_PORT.withLimits(ONE_CALL.withCallTimeout(Duration.ofMillis(300))));
    ReflectionStream target = new ReflectionStream(caller);
    target.send(ReflectionStream.services());

    // when
    Status end = target.failure();

    // then
    assertThat(end.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(target.response().hasListServicesResponse()).isTrue();
    assertThat(caller.say("the call has ended")).isEqualTo("the call has ended");
    assertThat(warnings.lines()).isEmpty();
    warnings.close();
  }

  private void open(Vertx vertx, GrpcApiServerOptions options) throws Exception {
    server =
        GrpcApiServer.open(vertx, options, List.of(Echo.service(Future::succeededFuture)))
            .await(20, TimeUnit.SECONDS);
    caller = new GrpcJavaCaller(server.port());
  }

  private static String fileName(ByteString file) {
    try {
      return FileDescriptorProto.parseFrom(file).getName();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
