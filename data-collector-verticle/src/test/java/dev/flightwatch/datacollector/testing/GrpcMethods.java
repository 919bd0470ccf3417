package dev.flightwatch.datacollector.testing;

import com.google.protobuf.MessageLite;
import dev.flightwatch.proto.CheckTokenRequest;
import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.CheckUsersRequest;
import dev.flightwatch.proto.CheckUsersResponse;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.lite.ProtoLiteUtils;

/** The gRPC methods of both services for grpc-java. */
final class GrpcMethods {
  static final MethodDescriptor<CheckUserRequest, CheckUserResponse> CHECK_USER =
      unary(
          "UserManager/CheckUser",
          CheckUserRequest.getDefaultInstance(),
          CheckUserResponse.getDefaultInstance());
  static final MethodDescriptor<CheckUsersRequest, CheckUsersResponse> CHECK_USERS =
      unary(
          "UserManager/CheckUsers",
          CheckUsersRequest.getDefaultInstance(),
          CheckUsersResponse.getDefaultInstance());
  static final MethodDescriptor<CheckTokenRequest, CheckTokenResponse> CHECK_TOKEN =
      unary(
          "UserManager/CheckToken",
          CheckTokenRequest.getDefaultInstance(),
          CheckTokenResponse.getDefaultInstance());
  static final MethodDescriptor<DeleteDataRequest, DeleteDataResponse> DELETE_DATA =
      unary(
          "DataCollector/DeleteData",
          DeleteDataRequest.getDefaultInstance(),
          DeleteDataResponse.getDefaultInstance());

  private GrpcMethods() {}

  private static <Q extends MessageLite, A extends MessageLite> MethodDescriptor<Q, A> unary(
      String name, Q request, A response) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(ProtoLiteUtils.marshaller(request))
        .setResponseMarshaller(ProtoLiteUtils.marshaller(response))
        .build();
  }
}
