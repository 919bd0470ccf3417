package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import com.google.protobuf.WrappersProto;
import dev.flightwatch.toolkit.config.HostAndPort;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A service with one method, {@code test.Echo/Say}, its servers and its clients. */
final class Echo {
  static final ServiceName NAME = ServiceName.create("test", "Echo");

  static final ServiceMethod<StringValue, StringValue> CLIENT = client("Say");

  static final MethodDescriptor<StringValue, StringValue> GRPC_JAVA =
      MethodDescriptor.<StringValue, StringValue>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("test.Echo/Say")
          .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .build();

  private static final ServiceMethod<StringValue, StringValue> SERVER =
      ServiceMethod.server(
          NAME,
          "Say",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(StringValue.newBuilder()));

  private Echo() {}

  static ServiceMethod<StringValue, StringValue> client(String method) {
    return ServiceMethod.client(
        NAME,
        method,
        GrpcMessageEncoder.encoder(),
        GrpcMessageDecoder.decoder(StringValue.newBuilder()));
  }

  /** A service that responds with what the function makes of the text. */
  static UnaryService service(Function<String, Future<String>> function) {
    return new UnaryService(
        file().findServiceByName("Echo"),
        List.of(
            new UnaryMethod<>(
                SERVER,
                message ->
                    function
                        .apply(message.getValue())
                        .map(text -> text == null ? null : StringValue.of(text)))));
  }

  private static FileDescriptor file() {
    FileDescriptorProto.Builder echo = FileDescriptorProto.newBuilder();
    try {
      TextFormat.merge(
          """
          name: "echo.proto" package: "test" dependency: "google/protobuf/wrappers.proto"
          service { name: "Echo" method {
            name: "Say"
            input_type: ".google.protobuf.StringValue" output_type: ".google.protobuf.StringValue" }}
          """,
          echo);
      FileDescriptor[] dependencies = {WrappersProto.getDescriptor()};
      return FileDescriptor.buildFrom(echo.build(), dependencies);
    } catch (ParseException | DescriptorValidationException e) {
      throw new AssertionError("the descriptor is invalid", e);
    }
  }

  static GrpcApiServerOptions options(GrpcServerLimits limits) {
    return new GrpcApiServerOptions(
        "test grpc", "127.0.0.1", 0, limits, Optional.empty(), Set.of(), Optional.empty());
  }

  /** Opens a server on any port, which closes with its Vert.x instance. */
  static GrpcApiServer open(
      Vertx vertx, GrpcServerLimits limits, Function<String, Future<String>> function)
      throws Exception {
    return open(vertx, options(limits), function);
  }

  static GrpcApiServer open(
      Vertx vertx, GrpcApiServerOptions options, Function<String, Future<String>> function)
      throws Exception {
    return await(
        GrpcApiServer.open(vertx, options, List.of(service(function)), Future::succeededFuture));
  }

  /** Opens a channel in plain text, which closes with its Vert.x instance. */
  static GrpcChannel channel(Vertx vertx, int port, ServiceConfig config) {
    HostAndPort peer = new HostAndPort("127.0.0.1", port);
    return GrpcChannel.open(vertx, peer, config, Optional.empty(), Optional.empty()).result();
  }

  /** A service config that retries on UNAVAILABLE, with doubling waits. */
  static ServiceConfig retrying(String timeout, int attempts, String initial, String max) {
    return ServiceConfig.parse(
        "test",
        Buffer.buffer(
            """
            {"methodConfig": [{"name": [{"service": "test.Echo"}], "timeout": "%s", "retryPolicy":
              {"maxAttempts": %d, "initialBackoff": "%s", "maxBackoff": "%s",
               "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}}]}"""
                .formatted(timeout, attempts, initial, max)));
  }

  static Future<String> say(GrpcChannel channel, String text) {
    return channel.call(CLIENT, StringValue.of(text)).map(StringValue::getValue);
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
