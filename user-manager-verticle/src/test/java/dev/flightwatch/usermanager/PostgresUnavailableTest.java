package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresUnavailableTest {
  private Vertx vertx;
  private FaultProxy proxy;
  private RunningUserManager target;

  @BeforeEach
  void start(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    proxy = FaultProxy.inFrontOf(vertx, database.url()).listen().await();
    target =
        RunningUserManager.start(
            vertx,
            JsonObject.of("database_url", proxy.url(database.url()))
                .put("database_deadline_seconds", 3)
                .put("start_attempts", 10));
    assertThat(target.users().register("r1", UsersCaller.ada()).await().statusCode())
        .isEqualTo(201);
  }

  @Test
  void apisShouldReportUnavailableAndRecoverWhenConnectionsAreReset() {
    assertUnavailableWhile(FaultProxy::disconnect);
  }

  @Test
  void apisShouldReportUnavailableAndRecoverWhenDatabaseStalls() {
    assertUnavailableWhile(FaultProxy::stall);
  }

  private void assertUnavailableWhile(Function<FaultProxy, Future<Void>> fault) {
    // given
    fault.apply(proxy).await();
    Instant start = Instant.now();

    // when
    HttpResponse<Buffer> repeated = target.users().register("r1", UsersCaller.ada()).await();
    Duration duration = Duration.between(start, Instant.now());
    HttpResponse<Buffer> deletion = target.users().delete(UsersCaller.ada()).await();
    HttpResponse<Buffer> ready =
        target.management().request(HttpMethod.GET, "/health/ready").send().await();
    Status.Code checked = check("m1");

    // then
    assertThat(repeated.statusCode()).isEqualTo(503);
    assertThat(repeated.getHeader("Retry-After")).isEqualTo("5");
    assertThat(repeated.bodyAsJsonObject().getString("code")).isEqualTo("database_away");
    assertThat(duration).isLessThan(Duration.ofSeconds(6));
    assertThat(deletion.statusCode()).isEqualTo(503);
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(checked).isEqualTo(Status.Code.UNAVAILABLE);
    proxy.restore().await();
    Eventually.holds(vertx, () -> check("m1") == Status.Code.OK);
    assertThat(target.users().register("r1", UsersCaller.ada()).await().statusCode())
        .isEqualTo(201);
  }

  private Status.Code check(String messageId) {
    try (GrpcJavaUserManager grpc = target.grpc()) {
      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> grpc.checkUser("c1", messageId, "ada@example.com"));
      return failure == null ? Status.Code.OK : failure.getStatus().getCode();
    }
  }
}
