package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.proto.UserManagerService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.StatusException;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GrpcLanesTest {
  private static final Duration TIME = Duration.ofMillis(100);

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

  private LoadResult load(Vertx vertx, String email) throws Exception {
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
    Load load = new Load(vertx, lanes, 8);
    await(load.closed(TIME));
    return await(load.closed(TIME));
  }

  @Test
  void callShouldCountWhenAMessageIsAnsweredThoughItIsEmpty(Vertx vertx) throws Exception {
    // When
    LoadResult result = load(vertx, "sara@example.com").orFail("calls");

    // Then each was a call of its own
    assertThat(result.answers()).isPositive().isLessThanOrEqualTo(asked.size());
    assertThat(asked).hasSize(next.get());
  }

  @Test
  void callShouldNotCountWhenItIsRefused(Vertx vertx) throws Exception {
    // When
    LoadResult result = load(vertx, "");

    // Then
    assertThat(result.answers()).isZero();
    assertThatThrownBy(() -> result.orFail("calls")).hasMessageContaining("{2=");
  }
}
