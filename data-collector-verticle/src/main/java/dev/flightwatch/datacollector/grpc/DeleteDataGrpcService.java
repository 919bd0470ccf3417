package dev.flightwatch.datacollector.grpc;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.DeleteUserInterests;
import dev.flightwatch.proto.DataCollectorGrpcService;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.RequestKey;
import dev.flightwatch.toolkit.grpc.UnaryMethod;
import dev.flightwatch.toolkit.grpc.UnaryService;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * {@code DataCollector.DeleteData}: deletes the data of a deleted user. The response is {@code
 * success} only after the deletion; when the database is unavailable the call fails with
 * UNAVAILABLE.
 */
public record DeleteDataGrpcService(Bus bus, Deduplication deduplication) {
  /** Returns the service as a gRPC server takes it. */
  public UnaryService unary() {
    return new UnaryService(
        DataCollectorGrpcService.SERVICE_DESCRIPTOR,
        List.of(new UnaryMethod<>(DataCollectorGrpcService.DeleteData, this::deleteData)));
  }

  public Future<DeleteDataResponse> deleteData(DeleteDataRequest request) {
    RequestKey key =
        new RequestKey(
            "DeleteData",
            request.getClientId(),
            request.getMessageId(),
            request.getUserId() + " " + request.getEmail());
    return deduplication.once(key, DeleteDataResponse.parser(), () -> delete(request));
  }

  private Future<DeleteDataResponse> delete(DeleteDataRequest request) {
    return Future.succeededFuture(request)
        .map(DeleteDataGrpcService::command)
        .compose(command -> bus.request(InterestMessages.DELETE_USER_INTERESTS, command))
        .map(deleted -> DeleteDataResponse.newBuilder().setSuccess(true).build());
  }

  private static DeleteUserInterests command(DeleteDataRequest request) {
    EmailAddress email = EmailAddress.require("email", request.getEmail());
    String userId = request.getUserId();
    if (userId.length() > EmailAddress.MAX_LENGTH) {
      throw ServiceException.invalid("user_id", "must be at most 255 characters");
    }
    return new DeleteUserInterests(Optional.of(userId).filter(id -> !id.isEmpty()), email);
  }
}
