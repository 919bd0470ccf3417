package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.testkit.EmbeddedRedis;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The deployed service with the records of DeleteData in Redis. */
class DeleteDataOnRedisTest {
  @AutoClose private final EmbeddedRedis redis = new EmbeddedRedis();

  @AutoClose
  private final ServiceRig rig =
      new ServiceRig((vertx, config) -> config.put("redis_url", redis.url()));

  DeleteDataOnRedisTest() throws IOException {}

  /** Sends no user id, as an older peer does, so that only the record prevents a repeat. */
  private void delete(String messageId) {
    DeleteDataRequest request =
        DeleteDataRequest.newBuilder()
            .setEmail("sara@unict.it")
            .setClientId("user-manager")
            .setMessageId(messageId)
            .build();
    assertThat(rig.grpc.call(request).getSuccess()).isTrue();
  }

  @Test
  void deleteDataShouldDeleteNothingOnceItsResponseIsRecordedUnderAKeyWithoutTheAddress() {
    // given
    Redis client = Redis.createClient(rig.vertx, redis.url().replace("p+w", "p%2Bw"));

    // when
    awaitUntil(
        rig.vertx,
        () -> {
          rig.follow("sara@unict.it", "LICC");
          delete("m1");
          return follows("LICC");
        });

    // then
    assertThat(await(client.send(Request.cmd(Command.KEYS).arg("*"))).toString())
        .matches("\\[answer:DeleteData:[0-9a-f]{64}]");
  }

  private boolean follows(String airport) {
    return rig.interests("sara@unict.it").json().getJsonArray("airports").contains(airport);
  }

  @Test
  void deleteDataShouldSucceedAndTheServiceStayReadyWhenRedisIsUnavailable() throws IOException {
    // given
    redis.stop();

    // when
    delete("m1");
    HttpReply ready = rig.management().get("/health/ready");

    // then
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getJsonArray("checks"))
        .contains(
            JsonObject.of("name", "redis", "status", "DOWN")
                .put("required", false)
                .put("reason", "The probe failed, or did not complete within a second."));
  }
}
