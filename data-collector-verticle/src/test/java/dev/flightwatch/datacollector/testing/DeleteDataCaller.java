package dev.flightwatch.datacollector.testing;

import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.TimeUnit;

/** A client on grpc-java that calls DeleteData and the health service without retries. */
public final class DeleteDataCaller implements AutoCloseable {
  private final ManagedChannel channel;

  public DeleteDataCaller(int port) {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().disableRetry().build();
  }

  public DeleteDataResponse call(DeleteDataRequest request) {
    return ClientCalls.blockingUnaryCall(
        channel,
        GrpcMethods.DELETE_DATA,
        CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
        request);
  }

  /** Returns the status of a call that must fail. */
  public Status failure(DeleteDataRequest request) {
    try {
      throw new AssertionError("succeeded: " + call(request));
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  public ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
