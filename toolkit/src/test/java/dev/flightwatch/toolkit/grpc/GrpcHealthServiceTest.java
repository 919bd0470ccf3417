package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.launch.ServiceState.Phase;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The standard health service, called by grpc-java. */
@ExtendWith(VertxExtension.class)
class GrpcHealthServiceTest {
  private volatile String probe = "succeeds";

  @ParameterizedTest
  @CsvSource({
    "SERVING, succeeds, '', SERVING",
    "SERVING, succeeds, test.Echo, SERVING",
    "SERVING, succeeds, grpc.health.v1.Health, SERVING",
    "SERVING, succeeds, test.Nothing, NOT_FOUND",
    "STARTING, succeeds, '', NOT_SERVING",
    "STOPPING, succeeds, test.Echo, NOT_SERVING",
    "SERVING, fails, '', NOT_SERVING",
    "SERVING, throws, test.Echo, NOT_SERVING",
    "SERVING, hangs, '', NOT_SERVING",
  })
  void checkShouldTellWhetherTheServerServes(
      Phase phase, String probed, String service, String expected, Vertx vertx) throws Exception {
    // given
    ServiceState.of(vertx, "test management").enter(phase);
    ServiceState.of(vertx, "other management").enter(Phase.SERVING);
    GrpcApiServer server =
        await(
            GrpcApiServer.open(
                vertx,
                Echo.options(GrpcServerLimits.of(9)),
                List.of(Echo.service(Future::succeededFuture)),
                this::probe));

    // when
    probe = probed;

    // then
    try (GrpcJavaCaller caller = new GrpcJavaCaller(server.port())) {
      assertThat(check(caller, service)).isEqualTo(expected);
      probe = "succeeds";
      assertThat(check(caller, "").equals("SERVING")).isEqualTo(phase == Phase.SERVING);
    }
  }

  private Future<?> probe() {
    return switch (probe) {
      case "succeeds" -> Future.succeededFuture();
      case "fails" -> Future.failedFuture("the service verticle is unavailable");
      case "hangs" -> Promise.promise().future();
      default -> throw new IllegalStateException("a defect");
    };
  }

  private static String check(GrpcJavaCaller caller, String service) {
    try {
      return HealthGrpc.newBlockingStub(caller.channel())
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .check(HealthCheckRequest.newBuilder().setService(service).build())
          .getStatus()
          .name();
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode().name();
    }
  }
}
