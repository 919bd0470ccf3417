package dev.flightwatch.bench.load;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.UserManagerGrpcClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * CheckUser over one connection an event loop, as the data collector asks: each call under a
 * message id of its own, so that none is answered from the record of another.
 */
public final class CheckUserLanes implements Lanes {
  private static final HttpClientOptions HTTP_2 =
      new HttpClientOptions()
          .setProtocolVersion(HttpVersion.HTTP_2)
          .setHttp2ClearTextUpgrade(false)
          .setConnectTimeout(5_000);

  private final SocketAddress address;
  private final CheckUserRequest request;
  private final AtomicLong messages = new AtomicLong();

  public CheckUserLanes(int port, String clientId, String email) {
    this.address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
    this.request = CheckUserRequest.newBuilder().setClientId(clientId).setEmail(email).build();
  }

  @Override
  public Future<List<Lane>> open(Vertx vertx, int count) {
    GrpcClient client = GrpcClient.client(vertx, HTTP_2);
    UserManagerGrpcClient users = UserManagerGrpcClient.create(client, address);
    Lane shared =
        new Lane() {
          @Override
          public Future<Integer> ask() {
            String id = Long.toString(messages.incrementAndGet());
            return users
                .checkUser(request.toBuilder().setMessageId(id).build())
                .map(GrpcStatus.OK.code);
          }

          @Override
          public Future<Void> close() {
            return client.close();
          }
        };
    return Future.succeededFuture(Collections.nCopies(count, shared));
  }

  @Override
  public int expected() {
    return GrpcStatus.OK.code;
  }
}
