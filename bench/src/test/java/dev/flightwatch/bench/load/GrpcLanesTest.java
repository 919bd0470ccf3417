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
class GrpcLanesTest {
  private static final int LANES = 8;
  private static final int CALLS = 50;

  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  /** Answers empty messages, and refuses what has no address. */
  private final class EmptyService extends UserManagerService {
    @Override
    public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
      asked.add(request.getMessageId());
      return request.getEmail().isEmpty()
          ? Future.failedFuture(new StatusException(GrpcStatus.UNAVAILABLE))
          : Future.succeededFuture(CheckUserResponse.getDefaultInstance());
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** The statuses of many calls on each of some lanes of a connection. */
  private Set<Integer> call(Vertx vertx, String email) throws Exception {
    GrpcServer server = GrpcServer.server(vertx);
    server.addService(UserManagerGrpcService.of(new EmptyService()));
    int port =
        await(vertx.createHttpServer().requestHandler(server).listen(0, "127.0.0.1")).actualPort();
    GrpcLanes lanes =
        new GrpcLanes(
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
            lanes
                .open(vertx, LANES)
                .compose(
                    opened ->
                        Future.join(opened.stream().map(lane -> call(lane, 0, statuses)).toList()))
                .<Void>mapEmpty()
                .onComplete(done));
    await(done.future());
    return statuses;
  }

  private static Future<Void> call(Lane lane, int number, Set<Integer> statuses) {
    return number == CALLS
        ? Future.succeededFuture()
        : lane.ask().onSuccess(statuses::add).compose(status -> call(lane, number + 1, statuses));
  }

  @Test
  void callShouldBeAnsweredWhenTheMessageIsEmpty(Vertx vertx) throws Exception {
    // When
    Set<Integer> statuses = call(vertx, "sara@example.com");

    // Then each was a call of its own
    assertThat(statuses).containsExactly(new GrpcLanes(0, "/", () -> new byte[0]).expected());
    assertThat(asked).hasSize(LANES * CALLS);
  }

  @Test
  void callShouldHaveAnotherStatusWhenItIsRefused(Vertx vertx) throws Exception {
    // When
    Set<Integer> statuses = call(vertx, "");

    // Then
    assertThat(statuses).containsExactly(GrpcConnection.FAILED);
    assertThat(asked).hasSize(LANES * CALLS);
  }

  @Test
  void callShouldFailWhenTheServerEndsTheConnection(Vertx vertx) throws Exception {
    // Given
    int port =
        await(vertx.createNetServer().connectHandler(NetSocket::close).listen(0, "127.0.0.1"))
            .actualPort();
    GrpcLanes lanes = new GrpcLanes(port, "/UserManager/CheckUser", () -> new byte[0]);

    // When
    Future<LoadResult> result = new Load(vertx, lanes, 1).closed(Duration.ofMinutes(1));

    // Then
    assertThatThrownBy(() -> await(result)).isInstanceOf(ExecutionException.class);
  }
}
