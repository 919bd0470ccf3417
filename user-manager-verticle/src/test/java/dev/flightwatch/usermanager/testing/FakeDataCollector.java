package dev.flightwatch.usermanager.testing;

import dev.flightwatch.proto.DataCollectorGrpcService;
import dev.flightwatch.proto.DataCollectorService;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.proto.DeleteDataResponse;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcErrors;
import dev.flightwatch.toolkit.grpc.UnaryService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A data collector that is told of deletions, and confirms, refuses, fails or is silent. */
public final class FakeDataCollector extends DataCollectorService {
  /** What it does with what it is told. */
  public enum Mood {
    CONFIRMING,
    REFUSING,
    AWAY,
    SILENT
  }

  public final List<DeleteDataRequest> told = new CopyOnWriteArrayList<>();
  public volatile Mood mood = Mood.CONFIRMING;
  private int port;

  public static FakeDataCollector open(Vertx vertx) {
    FakeDataCollector fake = new FakeDataCollector();
    fake.port =
        GrpcApiServer.open(
                vertx,
                GrpcApiServerOptions.of("fake data collector", "127.0.0.1", 0),
                List.of(
                    UnaryService.of(DataCollectorGrpcService.SERVICE_DESCRIPTOR)
                        .with(DataCollectorGrpcService.DeleteData, fake::deleteData)))
            .await()
            .port();
    return fake;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Future<DeleteDataResponse> deleteData(DeleteDataRequest request) {
    told.add(request);
    return switch (mood) {
      case CONFIRMING -> answer(true);
      case REFUSING -> answer(false);
      case AWAY ->
          GrpcErrors.asStatus(ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Away."));
      case SILENT -> Promise.<DeleteDataResponse>promise().future();
    };
  }

  private static Future<DeleteDataResponse> answer(boolean success) {
    return Future.succeededFuture(DeleteDataResponse.newBuilder().setSuccess(success).build());
  }
}
