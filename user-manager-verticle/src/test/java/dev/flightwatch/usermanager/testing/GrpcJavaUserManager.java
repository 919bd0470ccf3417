package dev.flightwatch.usermanager.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.flightwatch.proto.CheckTokenRequest;
import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.CheckUsersRequest;
import dev.flightwatch.proto.CheckUsersResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A client of the user manager's gRPC API in another implementation of gRPC. */
public final class GrpcJavaUserManager implements AutoCloseable {
  private static final MethodDescriptor<CheckUserRequest, CheckUserResponse> CHECK_USER =
      method(
          "CheckUser",
          CheckUserRequest.getDefaultInstance(),
          CheckUserResponse.getDefaultInstance());

  private static final MethodDescriptor<CheckUsersRequest, CheckUsersResponse> CHECK_USERS =
      method(
          "CheckUsers",
          CheckUsersRequest.getDefaultInstance(),
          CheckUsersResponse.getDefaultInstance());

  private static final MethodDescriptor<CheckTokenRequest, CheckTokenResponse> CHECK_TOKEN =
      method(
          "CheckToken",
          CheckTokenRequest.getDefaultInstance(),
          CheckTokenResponse.getDefaultInstance());

  private final ManagedChannel channel;

  public GrpcJavaUserManager(int port) {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, Q request, A response) {
    return MethodDescriptor.newBuilder(
            ProtoUtils.marshaller(request), ProtoUtils.marshaller(response))
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("UserManager/" + name)
        .build();
  }

  public CheckTokenResponse checkToken(byte[] sha256) {
    return ClientCalls.blockingUnaryCall(
        channel,
        CHECK_TOKEN,
        CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
        CheckTokenRequest.newBuilder().setTokenSha256(ByteString.copyFrom(sha256)).build());
  }

  /** Returns the status with which a call of CheckToken ends. */
  public Status.Code status(byte[] sha256) {
    return status(() -> checkToken(sha256));
  }

  public CheckUserResponse checkUser(String clientId, String messageId, String email) {
    return ClientCalls.blockingUnaryCall(
        channel,
        CHECK_USER,
        CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
        CheckUserRequest.newBuilder()
            .setClientId(clientId)
            .setMessageId(messageId)
            .setEmail(email)
            .build());
  }

  public List<CheckUserResponse> checkUsers(String messageId, List<String> emails) {
    return ClientCalls.blockingUnaryCall(
            channel,
            CHECK_USERS,
            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
            CheckUsersRequest.newBuilder()
                .setClientId("c1")
                .setMessageId(messageId)
                .addAllEmails(emails)
                .build())
        .getUsersList();
  }

  /** Returns the status with which a call of CheckUsers ends. */
  public Status.Code status(String messageId, List<String> emails) {
    return status(() -> checkUsers(messageId, emails));
  }

  /** Returns the status with which a call ends. */
  public Status.Code status(String messageId, String email) {
    return status(() -> checkUser("c1", messageId, email));
  }

  private static Status.Code status(ThrowingCallable call) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    return failure == null ? Status.Code.OK : failure.getStatus().getCode();
  }

  public ServingStatus health() {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService("UserManager").build())
        .getStatus();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
