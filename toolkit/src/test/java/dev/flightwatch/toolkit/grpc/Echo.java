package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.util.function.Function;

/** A service with one method, {@code test.Echo/Say}. */
final class Echo {
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

  private Echo() {}

  /** A service that responds with what the function makes of the text. */
  static UnaryService service(Function<String, Future<String>> function) {
    return UnaryService.of(file().findServiceByName("Echo"))
        .with(
            SERVER,
            message ->
                function
                    .apply(message.getValue())
                    .map(text -> text == null ? null : StringValue.of(text)));
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
      throw new AssertionError("the descriptor is invalid", e);
    }
  }
}
