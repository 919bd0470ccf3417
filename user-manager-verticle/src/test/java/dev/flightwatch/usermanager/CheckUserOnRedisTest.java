package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.EmbeddedRedis;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The deployed service, which records the responses of CheckUser in Redis. */
@ExtendWith({VertxExtension.class, TestDatabases.class})
class CheckUserOnRedisTest {
  private Vertx vertx;
  private EmbeddedRedis redis;
  private Redis client;
  private JsonObject keys;

  @BeforeEach
  void start(Vertx vertx, TestDatabase database) throws IOException {
    this.vertx = vertx;
    redis = new EmbeddedRedis();
    client = Redis.createClient(vertx, redis.url().replace("p+w", "p%2Bw"));
    keys = JsonObject.of("database_url", database.url(), "redis_url", redis.url());
  }

  @AfterEach
  void stop() throws IOException {
    redis.close();
  }

  @Test
  void checkUserShouldReplayFirstResponseOfAnotherReplicaAndAfterRestart() {
    // given
    Vertx another = Vertx.vertx();
    RunningUserManager there = RunningUserManager.start(another, keys);
    Eventually.holds(vertx, () -> !exists(there, "m1") && isRecorded());
    there.users().register("r1", UsersCaller.ada()).await();
    RunningUserManager here = RunningUserManager.start(vertx, keys);

    // then
    assertReplayed(here);
    assertThat(exists(here, "m2")).isTrue();
    another.close().await();
    here.stop();
    RunningUserManager again = RunningUserManager.start(vertx, keys);
    assertReplayed(again);
    assertThat(exists(again, "m3")).isTrue();
  }

  /** Only a record says that Ada does not exist. Past the timeout of Redis, the call is served. */
  private void assertReplayed(RunningUserManager target) {
    Eventually.holds(vertx, () -> !exists(target, "m1"));
  }

  private boolean isRecorded() {
    return client.send(Request.cmd(Command.DBSIZE)).await().toInteger() == 1;
  }

  @Test
  void checkUserShouldBeServedAndServiceStayReadyWhenRedisIsUnavailable() throws IOException {
    // given
    RunningUserManager target = RunningUserManager.start(vertx, keys);

    // when
    redis.stop();

    // then
    assertThat(exists(target, "m1")).isFalse();
    HttpResponse<Buffer> ready = target.management().ready().await();
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.bodyAsString())
        .contains("\"name\":\"redis\",\"status\":\"DOWN\",\"required\":false");
  }

  private static boolean exists(RunningUserManager target, String messageId) {
    try (GrpcJavaUserManager grpc = target.grpc()) {
      return grpc.checkUser("c1", messageId, "ada@example.com").getExists();
    }
  }
}
