package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.proto.DataCollectorGrpcClient;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;

/**
 * Calls {@code DataCollector.DeleteData} over gRPC.
 *
 * @param clientId identifies this process; part of the identity of each call
 */
public record GrpcDataCollectorClient(GrpcChannel channel, String clientId)
    implements DataCollectorClient {
  @Override
  public Future<Boolean> deleteData(Deletion deletion) {
    DeleteDataRequest request =
        DeleteDataRequest.newBuilder()
            .setEmail(deletion.email().value())
            .setUserId(deletion.userId().toString())
            .setClientId(clientId)
            .setMessageId(deletion.messageId().toString())
            .build();
    return channel
        .call(DataCollectorGrpcClient.DeleteData, request)
        .map(DeleteDataResponse::getSuccess);
  }
}
