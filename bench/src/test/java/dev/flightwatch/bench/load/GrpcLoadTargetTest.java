package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.proto.UserManagerService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.StatusException;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GrpcLoadTargetTest {
  private static final int CLIENTS = 8;
  private static final int CALLS = 50;

  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  /** Returns empty messages, and rejects requests without an address. */
  private final class EmptyService extends UserManagerService {
    @Override
    public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
      received.add(request.getMessageId());
      return request.getEmail().isEmpty()
          ? Future.failedFuture(new StatusException(GrpcStatus.UNAVAILABLE))
          : Future.succeededFuture(CheckUserResponse.getDefaultInstance());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Sends many calls with each of some clients of a connection, and returns the statuses. */
  private Set<Integer> call(Vertx vertx, String email) throws Exception {
    GrpcServer server = GrpcServer.server(vertx);
    server.addService(UserManagerGrpcService.of(new EmptyService()));
    int port =
        await(vertx.createHttpServer().requestHandler(server).listen(0, "127.0.0.1")).actualPort();
    GrpcLoadTarget target =
        new GrpcLoadTarget(
            port,
            "/UserManager/CheckUser",
            () ->
                CheckUserRequest.newBuilder()
                    .setMessageId("m-" + next.incrementAndGet())
                    .setEmail(email)
                    .build()
                    .toByteArray());
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(
        v ->
            target
                .open(vertx, CLIENTS)
                .compose(
                    opened ->
                        Future.join(
                            opened.stream().map(client -> call(client, 0, statuses)).toList()))
                .<Void>mapEmpty()
                .onComplete(done));
    await(done.future());
    return statuses;
  }

  private static Future<Void> call(LoadClient client, int number, Set<Integer> statuses) {
    return number == CALLS
        ? Future.succeededFuture()
        : client
            .send()
            .onSuccess(statuses::add)
            .compose(status -> call(client, number + 1, statuses));
  }

  @Test
  void callShouldSucceedWhenTheResponseIsEmpty(Vertx vertx) throws Exception {
    // When
    Set<Integer> statuses = call(vertx, "sara@example.com");

    // Then
    assertThat(statuses)
        .containsExactly(new GrpcLoadTarget(0, "/", () -> new byte[0]).expectedStatus());
    assertThat(received).hasSize(CLIENTS * CALLS);
  }

  @Test
  void callShouldHaveTheFailedStatusWhenItIsRejected(Vertx vertx) throws Exception {
    // When
    Set<Integer> statuses = call(vertx, "");

    // Then
    assertThat(statuses).containsExactly(GrpcConnection.FAILED);
    assertThat(received).hasSize(CLIENTS * CALLS);
  }

  @Test
  void callShouldFailWhenTheServerClosesTheConnection(Vertx vertx) throws Exception {
    // Given
    int port =
        await(vertx.createNetServer().connectHandler(NetSocket::close).listen(0, "127.0.0.1"))
            .actualPort();
    GrpcLoadTarget target = new GrpcLoadTarget(port, "/UserManager/CheckUser", () -> new byte[0]);

    // When
    Future<LoadResult> result = new LoadGenerator(vertx, target, 1).closed(Duration.ofMinutes(1));

    // Then
    assertThatThrownBy(() -> await(result)).isInstanceOf(ExecutionException.class);
  }
}
