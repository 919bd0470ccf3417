package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void apisShouldReportUnavailableAndRecoverWhenDatabaseStallsOrResets(boolean stalls) {
    // given
    (stalls ? proxy.stall() : proxy.disconnect()).await();

    // when
    HttpResponse<Buffer> repeated =
        target.users().register("r1", UsersCaller.ada()).timeout(30, TimeUnit.SECONDS).await();
    Future<HttpResponse<Buffer>> deletion = target.users().delete(UsersCaller.ada());
    Future<HttpResponse<Buffer>> login = target.users().login("correct horse");
    Future<HttpResponse<Buffer>> ready = target.management().ready();
    Future<Status.Code> check = vertx.executeBlocking(this::check, false);
    Future<Status.Code> checkToken = vertx.executeBlocking(this::checkToken, false);

    // then
    assertThat(repeated.statusCode()).isEqualTo(503);
    assertThat(repeated.getHeader("Retry-After")).isEqualTo("5");
    assertThat(repeated.bodyAsJsonObject().getString("code")).isEqualTo("database_away");
    assertThat(deletion.await().statusCode()).isEqualTo(503);
    assertThat(login.await().statusCode()).isEqualTo(503);
    assertThat(ready.await().statusCode()).isEqualTo(503);
    assertThat(check.await()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(checkToken.await()).isEqualTo(Status.Code.UNAVAILABLE);
    proxy.restore().await();
    Eventually.holds(vertx, () -> check() == Status.Code.OK);
    assertThat(target.users().register("r1", UsersCaller.ada()).await().statusCode())
        .isEqualTo(201);
  }

  private Status.Code check() {
    try (GrpcJavaUserManager grpc = target.grpc()) {
      return grpc.status("m1", "ada@example.com");
    }
  }

  private Status.Code checkToken() {
    try (GrpcJavaUserManager grpc = target.grpc()) {
      return grpc.status(new byte[32]);
    }
  }
}
