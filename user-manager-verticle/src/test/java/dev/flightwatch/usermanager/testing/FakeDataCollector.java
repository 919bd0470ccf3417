package dev.flightwatch.usermanager.testing;

import dev.flightwatch.proto.DataCollectorGrpcService;
import dev.flightwatch.proto.DataCollectorService;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcServerLimits;
import dev.flightwatch.toolkit.grpc.UnaryMethod;
import dev.flightwatch.toolkit.grpc.UnaryService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A data collector that confirms or refuses deletions, fails, or does not respond. */
public final class FakeDataCollector extends DataCollectorService {
  /** The response to a deletion. */
  public enum Mode {
    CONFIRMING,
    REFUSING,
    UNAVAILABLE,
    SILENT
  }

  public final List<DeleteDataRequest> received = new CopyOnWriteArrayList<>();
  public volatile Mode mode = Mode.CONFIRMING;
  private int port;

  public static FakeDataCollector open(Vertx vertx) {
    FakeDataCollector fake = new FakeDataCollector();
    fake.port =
        GrpcApiServer.open(
                vertx,
                new GrpcApiServerOptions(
                    "fake data collector",
                    "127.0.0.1",
                    0,
                    GrpcServerLimits.of(100),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty()),
                List.of(
                    new UnaryService(
                        DataCollectorGrpcService.SERVICE_DESCRIPTOR,
                        List.of(
                            new UnaryMethod<>(
                                DataCollectorGrpcService.DeleteData, fake::deleteData)))),
                Future::succeededFuture)
            .await()
            .port();
    return fake;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Future<DeleteDataResponse> deleteData(DeleteDataRequest request) {
    received.add(request);
    return switch (mode) {
      case CONFIRMING -> response(true);
      case REFUSING -> response(false);
      case UNAVAILABLE ->
          Future.failedFuture(
              ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));
      case SILENT -> Promise.<DeleteDataResponse>promise().future();
    };
  }

  private static Future<DeleteDataResponse> response(boolean success) {
    return Future.succeededFuture(DeleteDataResponse.newBuilder().setSuccess(success).build());
  }
}
