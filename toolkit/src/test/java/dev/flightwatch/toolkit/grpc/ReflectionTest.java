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

/** Server reflection, whose bounds are those of any call. */
@ExtendWith(VertxExtension.class)
class ReflectionTest {
  private static final GrpcApiServerOptions ANY_PORT =
      GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0);
  private static final GrpcServerLimits ONE_CALL =
      GrpcServerLimits.DEFAULTS.withMaxCallsInFlight(1);

  private GrpcApiServer door;
  private GrpcJavaCaller caller;

  @AfterEach
  void closeBoth() throws Exception {
    caller.close();
    door.close(Duration.ZERO).await(20, TimeUnit.SECONDS);
  }

  @Test
  void reflectionShouldListAllServicesOfTheDoor(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    Conversation target = new Conversation(caller);

    // when
    target.ask(Conversation.services());

    // then
    assertThat(target.answer().getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .containsExactlyInAnyOrder(
            "test.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
    assertThat(target.finish()).isEqualTo(Status.OK);
  }

  @Test
  void reflectionShouldDescribeAServiceAndWhatItNeeds(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    Conversation target = new Conversation(caller);

    // when
    target.ask(Conversation.symbol("test.Echo"));

    // then
    assertThat(target.answer().getFileDescriptorResponse().getFileDescriptorProtoList())
        .extracting(ReflectionTest::fileName)
        .containsExactly("echo.proto", "google/protobuf/wrappers.proto");
  }

  @Test
  void reflectionShouldAnswerNotFoundWhenAServiceIsUnknown(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    Conversation target = new Conversation(caller);

    // when
    target.ask(Conversation.symbol("test.Nothing"));

    // then
    assertThat(target.answer().getErrorResponse().getErrorCode())
        .isEqualTo(Status.Code.NOT_FOUND.value());
    assertThat(target.finish()).isEqualTo(Status.OK);
  }

  @Test
  void reflectionShouldAnswerEachQuestionOfAStreamInOrder(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT);
    Conversation target = new Conversation(caller);
    List<ServerReflectionRequest> questions =
        List.of(
            Conversation.symbol("test.Echo"),
            Conversation.symbol("test.Nothing"),
            Conversation.services(),
            Conversation.symbol("test.Echo.Say"));

    // when
    questions.forEach(target::ask);
    Status end = target.finish();

    // then
    for (ServerReflectionRequest question : questions) {
      assertThat(target.answer())
          .extracting(ServerReflectionResponse::getOriginalRequest)
          .isEqualTo(question);
    }
    assertThat(end).isEqualTo(Status.OK);
  }

  @Test
  void streamShouldCountAsACallUntilItEnds(Vertx vertx) throws Exception {
    // given
    open(vertx, ANY_PORT.withMaxCallsInFlight(1));
    Conversation first = new Conversation(caller);
    first.ask(Conversation.services());
    first.answer();

    // when
    Status refused = new Conversation(caller).failure();
    first.finish();
    Conversation third = new Conversation(caller);
    third.ask(Conversation.services());

    // then
    assertThat(refused.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(third.answer().hasListServicesResponse()).isTrue();
  }

  @Test
  void streamShouldEndWhenItsTimeIsOver(Vertx vertx) throws Exception {
    // given
    Complaints complaints = new Complaints();
    open(vertx, ANY_PORT.withLimits(ONE_CALL.withCallTimeout(Duration.ofMillis(300))));
    Conversation target = new Conversation(caller);
    target.ask(Conversation.services());

    // when
    Status end = target.failure();

    // then
    assertThat(end.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(target.answer().hasListServicesResponse()).isTrue();
    assertThat(caller.say("the place is free")).isEqualTo("the place is free");
    assertThat(complaints.lines()).isEmpty();
    complaints.close();
  }

  private void open(Vertx vertx, GrpcApiServerOptions options) throws Exception {
    door =
        GrpcApiServer.open(vertx, options, List.of(Echo.service(Future::succeededFuture)))
            .await(20, TimeUnit.SECONDS);
    caller = new GrpcJavaCaller(door.port());
  }

  private static String fileName(ByteString file) {
    try {
      return FileDescriptorProto.parseFrom(file).getName();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
