package dev.flightwatch.usermanager.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A client of the user manager's gRPC API in another implementation of gRPC. */
public final class GrpcJavaUserManager implements AutoCloseable {
  private static final MethodDescriptor<CheckUserRequest, CheckUserResponse> CHECK_USER =
      MethodDescriptor.newBuilder(
              marshaller(CheckUserRequest.parser()), marshaller(CheckUserResponse.parser()))
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("UserManager/CheckUser")
          .build();

  private final ManagedChannel channel;

  public GrpcJavaUserManager(int port) {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  public CheckUserResponse checkUser(String clientId, String messageId, String email) {
    return ClientCalls.blockingUnaryCall(
        channel,
        CHECK_USER,
        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
        CheckUserRequest.newBuilder()
            .setClientId(clientId)
            .setMessageId(messageId)
            .setEmail(email)
            .build());
  }

  public ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  /** Returns the response of server reflection to one request. */
  public ServerReflectionResponse reflect(ServerReflectionRequest request) {
    return ClientCalls.blockingServerStreamingCall(
            channel,
            ServerReflectionGrpc.getServerReflectionInfoMethod(),
            CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
            request)
        .next();
  }

  private static <T extends MessageLite> MethodDescriptor.Marshaller<T> marshaller(
      Parser<T> parser) {
    return new MethodDescriptor.Marshaller<>() {
      @Override
      public InputStream stream(T value) {
        return value.toByteString().newInput();
      }

      @Override
      public T parse(InputStream stream) {
        try {
          return parser.parseFrom(stream);
        } catch (InvalidProtocolBufferException e) {
          throw new UncheckedIOException(new IOException(e));
        }
      }
    };
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
