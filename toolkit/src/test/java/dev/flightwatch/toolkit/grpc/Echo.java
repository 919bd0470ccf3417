package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.Service;
import java.util.function.Function;

/**
 * A service with one method, {@code test.Echo/Say}, bound the way that Vert.x's generator does it.
 */
final class Echo implements Service {
  static final ServiceName NAME = ServiceName.create("test", "Echo");

  static final ServiceMethod<StringValue, StringValue> CLIENT =
      ServiceMethod.client(
          NAME,
          "Say",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(StringValue.newBuilder()));

  private static final ServiceMethod<StringValue, StringValue> SERVER =
      ServiceMethod.server(
          NAME,
          "Say",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(StringValue.newBuilder()));

  private final Function<String, Future<String>> rule;

  Echo(Function<String, Future<String>> rule) {
    this.rule = rule;
  }

  @Override
  public ServiceName name() {
    return NAME;
  }

  @Override
  public Descriptors.ServiceDescriptor descriptor() {
    return file().findServiceByName("Echo");
  }

  private static FileDescriptor file() {
    MethodDescriptorProto.Builder say =
        MethodDescriptorProto.newBuilder()
            .setName("Say")
            .setInputType(".google.protobuf.StringValue")
            .setOutputType(".google.protobuf.StringValue");
    FileDescriptorProto echo =
        FileDescriptorProto.newBuilder()
            .setName("echo.proto")
            .setPackage("test")
            .setSyntax("proto3")
            .addDependency("google/protobuf/wrappers.proto")
            .addService(ServiceDescriptorProto.newBuilder().setName("Echo").addMethod(say))
            .build();
    try {
      FileDescriptor[] dependencies = {WrappersProto.getDescriptor()};
      return FileDescriptor.buildFrom(echo, dependencies);
    } catch (DescriptorValidationException e) {
      throw new AssertionError("made by hand", e);
    }
  }

  @Override
  public void bind(GrpcServer server) {
    server.callHandler(
        SERVER,
        request ->
            request.handler(
                message ->
                    rule.apply(message.getValue())
                        .onComplete(
                            (answer, failure) -> {
                              if (failure == null) {
                                request
                                    .response()
                                    .end(answer == null ? null : StringValue.of(answer));
                              } else {
                                request.response().fail(failure);
                              }
                            })));
  }
}
