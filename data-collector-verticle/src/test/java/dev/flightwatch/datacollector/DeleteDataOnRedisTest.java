package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.DeleteDataRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** The deployed service with the records of DeleteData in Redis. */
class DeleteDataOnRedisTest {
  private RedisServer redis;
  private String url;
  private ServiceRig rig;

  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    redis = RedisServer.newRedisServer().bind("127.0.0.1").port(port).setting("save \"\"").build();
    redis.start();
    url = "redis://127.0.0.1:" + port;
    rig = new ServiceRig((vertx, config) -> config.put("redis_url", url));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    redis.stop();
  }

  @Test
  void deleteDataShouldBeRecordedUnderAKeyWithoutTheAddress() {
    // when
    delete("m1");

    // then
    String keys =
        await(Redis.createClient(rig.vertx, url).send(Request.cmd(Command.KEYS).arg("*")))
            .toString();
    assertThat(keys).matches("\\[answer:DeleteData:[0-9a-f]{64}]");
  }

  @Test
  void deleteDataShouldReturnTheRecordedResponseWhenItIsRepeated() {
    // given
    delete("m1");
    rig.follow("sara@unict.it", "LICC");

    // when
    delete("m1");

    // then
    assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports"))
        .containsExactly("LICC");
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
            new JsonObject()
                .put("name", "redis")
                .put("status", "DOWN")
                .put("required", false)
                .put("reason", "It does not respond."));
  }

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
}
