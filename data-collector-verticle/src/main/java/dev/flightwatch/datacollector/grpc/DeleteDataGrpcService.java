package dev.flightwatch.datacollector.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.RemoveUser;
import dev.flightwatch.proto.DataCollectorGrpcService;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.GrpcErrors;
import dev.flightwatch.toolkit.grpc.RequestKey;
import dev.flightwatch.toolkit.grpc.UnaryService;
import io.vertx.core.Future;

/**
 * {@code DataCollector.DeleteData}: removes what is kept for a deleted user. {@code success} is
 * only said when it is done; a database that is away is UNAVAILABLE.
 */
public final class DeleteDataGrpcService {
  private final Bus bus;
  private final Deduplication deduplication;

  public DeleteDataGrpcService(Bus bus, Deduplication deduplication) {
    this.bus = requireNonNull(bus);
    this.deduplication = requireNonNull(deduplication);
  }

  /** Returns the service as a gRPC server takes it. */
  public UnaryService unary() {
    return UnaryService.of(DataCollectorGrpcService.SERVICE_DESCRIPTOR)
        .with(DataCollectorGrpcService.DeleteData, this::deleteData);
  }

  public Future<DeleteDataResponse> deleteData(DeleteDataRequest request) {
    RequestKey key =
        new RequestKey(
            "DeleteData",
            request.getClientId(),
            request.getMessageId(),
            request.getUserId() + " " + request.getEmail());
    return deduplication
        .once(key, DeleteDataResponse.parser(), () -> remove(request))
        .recover(GrpcErrors::asStatus);
  }

  private Future<DeleteDataResponse> remove(DeleteDataRequest request) {
    return bus.request(
            InterestMessages.REMOVE, new RemoveUser(request.getUserId(), request.getEmail()))
        .map(removed -> DeleteDataResponse.newBuilder().setSuccess(true).build());
  }
}
