package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.FakeDataCollector;
import dev.flightwatch.usermanager.testing.FakeDataCollector.Mode;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class UserManagerVerticleTest {
  private Vertx vertx;
  private TestDatabase database;
  private FakeDataCollector dataCollector;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    this.database = database;
    dataCollector = FakeDataCollector.open(vertx);
  }

  private JsonObject keys() {
    return JsonObject.of(
        "database_url", database.url(), "data_collector_grpc", dataCollector.address());
  }

  private String pending() {
    return database.value("select count(*) from deletion_outbox");
  }

  @Test
  void userShouldExistFromRegistrationToDeletion() {
    // given
    RunningUserManager target = RunningUserManager.start(vertx, keys());
    UsersCaller users = target.users();

    // when
    HttpResponse<Buffer> registered = users.register("r1", UsersCaller.ada()).await();
    HttpResponse<Buffer> repeated = users.register("r1", UsersCaller.ada()).await();
    CheckUserResponse checked = check(target, "m1");
    HttpResponse<Buffer> deleted = users.delete(UsersCaller.ada()).await();
    HttpResponse<Buffer> gone = users.register("r1", UsersCaller.ada()).await();

    // then
    assertThat(registered.statusCode()).isEqualTo(201);
    assertThat(registered.bodyAsString())
        .isEqualTo(
            "{\"message\":\"User registered.\",\"email\":\"ada@example.com\",\"request_id\":\"r1\"}");
    assertReplayed(repeated, registered);
    assertThat(checked.getExists()).isTrue();
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(deleted.bodyAsJsonObject().getBoolean("propagated")).isTrue();
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(check(target, "m2").getExists()).isFalse();
    assertThat(dataCollector.received)
        .singleElement()
        .returns("ada@example.com", DeleteDataRequest::getEmail)
        .returns(checked.getUserId(), DeleteDataRequest::getUserId)
        .doesNotReturn("", DeleteDataRequest::getClientId)
        .doesNotReturn("", DeleteDataRequest::getMessageId);
    assertThat(pending()).isEqualTo("0");
  }

  private static CheckUserResponse check(RunningUserManager target, String messageId) {
    try (GrpcJavaUserManager grpc = target.grpc()) {
      return grpc.checkUser("c1", messageId, "ada@example.com");
    }
  }

  private static void assertReplayed(HttpResponse<Buffer> repeated, HttpResponse<Buffer> first) {
    assertThat(repeated.statusCode()).isEqualTo(first.statusCode());
    assertThat(repeated.body()).isEqualTo(first.body());
    assertThat(repeated.getHeader("Idempotent-Replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "REFUSING", "SILENT"})
  void deletionShouldBeDeliveredUntilConfirmed(Mode mode) {
    // given
    UsersCaller users = RunningUserManager.start(vertx, keys()).users();
    users.register("r1", UsersCaller.ada()).await();
    dataCollector.mode = mode;

    // when
    HttpResponse<Buffer> deleted = users.delete(UsersCaller.ada()).await();
    String pending = pending();
    dataCollector.mode = Mode.CONFIRMING;

    // then
    assertThat(deleted.statusCode()).isEqualTo(202);
    assertThat(deleted.bodyAsJsonObject().getBoolean("propagated")).isFalse();
    assertThat(pending).isEqualTo("1");
    Eventually.holds(vertx, () -> pending().equals("0"));
    assertThat(dataCollector.received)
        .extracting(DeleteDataRequest::getMessageId)
        .hasSizeGreaterThan(1)
        .containsOnly(dataCollector.received.get(0).getMessageId());
  }

  @Test
  void registrationAndDeletionShouldBeContinuedByNextProcessWhenFirstStopped() {
    // given
    RunningUserManager first = RunningUserManager.start(vertx, keys());
    HttpResponse<Buffer> registered = first.users().register("r1", UsersCaller.ada()).await();
    first.stop();

    // when
    RunningUserManager second = RunningUserManager.start(vertx, keys());
    HttpResponse<Buffer> repeated = second.users().register("r1", UsersCaller.ada()).await();
    JsonObject other = UsersCaller.ada().put("password", "other one");
    HttpResponse<Buffer> conflict = second.users().register("r1", other).await();
    dataCollector.mode = Mode.UNAVAILABLE;
    second.users().delete(UsersCaller.ada()).await();
    second.stop();
    dataCollector.mode = Mode.CONFIRMING;
    RunningUserManager.start(vertx, keys());

    // then
    assertReplayed(repeated, registered);
    assertThat(conflict.statusCode()).isEqualTo(422);
    Eventually.holds(vertx, () -> pending().equals("0"));
  }

  @Test
  void registrationShouldBeShedAtOnceWhenTooManyPasswordsWait() {
    // given
    UsersCaller users =
        RunningUserManager.start(vertx, keys().put("hash_threads", 1).put("hash_queue_size", 2))
            .users();

    // when
    List<Future<HttpResponse<Buffer>>> responses =
        IntStream.range(0, 20).mapToObj(i -> users.register("r" + i, UsersCaller.ada())).toList();
    Future.all(responses).await();

    // then
    assertThat(responses).extracting(response -> response.result().statusCode()).contains(201, 503);
    assertThat(responses)
        .extracting(Future::result)
        .filteredOn(response -> response.statusCode() == 503)
        .allMatch(response -> response.getHeader("Retry-After").equals("1"))
        .allMatch(
            response -> response.bodyAsJsonObject().getString("code").equals("too_many_passwords"));
  }

  @Test
  void stopShouldEndReadinessFirstAndCompleteRequestsInFlightAfterTheDelay() {
    // given
    Duration delay = Duration.ofSeconds(2);
    RunningUserManager target =
        RunningUserManager.start(vertx, keys().put("http_stop_delay_seconds", delay.toSeconds()));
    UsersCaller management = target.management();
    target.users().register("r1", UsersCaller.ada()).await();
    dataCollector.mode = Mode.SILENT;
    Future<HttpResponse<Buffer>> inFlight = target.users().delete(UsersCaller.ada());
    Eventually.holds(vertx, () -> !dataCollector.received.isEmpty());

    // when
    long begin = System.nanoTime();
    Future<Void> stopped = target.beginStop();
    Eventually.holds(vertx, () -> management.ready().await().statusCode() == 503);
    HttpResponse<Buffer> ready = management.ready().await();

    // then
    assertThat(ready.bodyAsJsonObject().getString("reason")).isEqualTo("stopping");
    assertThat(inFlight.await().statusCode()).isEqualTo(202);
    stopped.await();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource({
    "database_url, '', DATABASE_URL must be set to postgresql://user:password@host:port/name",
    "database_url, postgresql://ada:secret@127.0.0.1:1/users, PostgreSQL at 127.0.0.1:1/users",
    "user_manager_http_port, 50051, USER_MANAGER_GRPC_PORT must differ from USER_MANAGER_HTTP_PORT"
  })
  void startShouldNameVariableWhenItIsWrong(String key, String value, String message) {
    JsonObject keys = keys().put("user_manager_grpc_port", 50_051).put(key, value);

    assertThatThrownBy(() -> RunningUserManager.start(vertx, keys))
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }
}
