package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vert.x's server reflection, which responds to one request per stream. */
@ExtendWith(VertxExtension.class)
class ReflectionTest {
  @Test
  void reflectionShouldListAndDescribeTheServicesOrEnd(Vertx vertx) throws Exception {
    // given
    GrpcApiServer server = Echo.open(vertx, GrpcServerLimits.of(9), Future::succeededFuture);
    RawGrpcClient raw = new RawGrpcClient(vertx, server.port(), HttpVersion.HTTP_2);
    String path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    // then
    try (GrpcJavaCaller caller = new GrpcJavaCaller(server.port())) {
      assertThat(
              ask(caller, ServerReflectionRequest.newBuilder().setListServices("*"))
                  .getListServicesResponse()
                  .getServiceList())
          .extracting(ServiceResponse::getName)
          .containsExactlyInAnyOrder(
              "test.Echo", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
      assertThat(
              ask(caller, ServerReflectionRequest.newBuilder().setFileContainingSymbol("test.Echo"))
                  .getFileDescriptorResponse()
                  .getFileDescriptorProtoCount())
          .isEqualTo(2);
    }
    assertThat(await(raw.send(path, Map.of("grpc-timeout", "1H"), null)))
        .as("the status of a stream without a request")
        .isEqualTo("4");
  }

  private static ServerReflectionResponse ask(
      GrpcJavaCaller caller, ServerReflectionRequest.Builder request) {
    return ClientCalls.blockingServerStreamingCall(
            caller.channel(),
            ServerReflectionGrpc.getServerReflectionInfoMethod(),
            CallOptions.DEFAULT,
            request.build())
        .next();
  }
}
