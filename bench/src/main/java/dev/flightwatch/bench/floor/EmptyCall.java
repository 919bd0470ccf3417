package dev.flightwatch.bench.floor;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.proto.UserManagerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.GrpcServer;

/**
 * The floor of a gRPC call: an empty response on a bare Vert.x gRPC server. Its argument is the
 * port.
 */
public final class EmptyCall {
  private EmptyCall() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    PerCoreServers.announceReady(
        PerCoreServers.deploy(Vertx.vertx(), vertx -> listen(vertx, port)));
  }

  static Future<?> listen(Vertx vertx, int port) {
    GrpcServer server = GrpcServer.server(vertx);
    server.addService(UserManagerGrpcService.of(new Empty()));
    return vertx.createHttpServer().requestHandler(server).listen(port, "127.0.0.1");
  }

  private static final class Empty extends UserManagerService {
    @Override
    public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
      return Future.succeededFuture(CheckUserResponse.getDefaultInstance());
    }
  }
}
