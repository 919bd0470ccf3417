package dev.flightwatch.datacollector.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The gRPC methods of both services for grpc-java. */
final class GrpcMethods {
  static final MethodDescriptor<CheckUserRequest, CheckUserResponse> CHECK_USER =
      unary("UserManager/CheckUser", CheckUserRequest.parser(), CheckUserResponse.parser());
  static final MethodDescriptor<DeleteDataRequest, DeleteDataResponse> DELETE_DATA =
      unary("DataCollector/DeleteData", DeleteDataRequest.parser(), DeleteDataResponse.parser());

  private GrpcMethods() {}

  private static <Q extends MessageLite, A extends MessageLite> MethodDescriptor<Q, A> unary(
      String name, Parser<Q> request, Parser<A> response) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(new Messages<>(request))
        .setResponseMarshaller(new Messages<>(response))
        .build();
  }

  private record Messages<T extends MessageLite>(Parser<T> parser)
      implements MethodDescriptor.Marshaller<T> {

    @Override
    public InputStream stream(T message) {
      return message.toByteString().newInput();
    }

    @Override
    public T parse(InputStream stream) {
      try (stream) {
        return parser.parseFrom(stream);
      } catch (InvalidProtocolBufferException e) {
        throw Status.INTERNAL.withCause(e).asRuntimeException();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
