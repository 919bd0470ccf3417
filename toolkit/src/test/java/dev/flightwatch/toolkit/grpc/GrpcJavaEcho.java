package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.StringValue;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code test.Echo/Say} as grpc-java describes it. */
final class GrpcJavaEcho {
  static final MethodDescriptor<StringValue, StringValue> SAY =
      MethodDescriptor.<StringValue, StringValue>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("test.Echo/Say")
          .setRequestMarshaller(new StringValueMarshaller())
          .setResponseMarshaller(new StringValueMarshaller())
          .build();

  private GrpcJavaEcho() {}

  private static final class StringValueMarshaller
      implements MethodDescriptor.Marshaller<StringValue> {
    @Override
    public InputStream stream(StringValue value) {
      return value.toByteString().newInput();
    }

    @Override
    public StringValue parse(InputStream stream) {
      try {
        return StringValue.parseFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
