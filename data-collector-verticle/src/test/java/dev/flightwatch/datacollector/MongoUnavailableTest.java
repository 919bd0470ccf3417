package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.DeleteDataRequest;
import dev.flightwatch.testkit.proxy.FaultProxy;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed service when its database is unreachable or stalls. */
class MongoUnavailableTest {
  /** The driver's own limit is 30 s. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final DeleteDataRequest DELETION =
      DeleteDataRequest.newBuilder().setEmail("sara@unict.it").build();

  private FaultProxy proxy;

  @AutoClose
  private final ServiceRig rig =
      new ServiceRig(
          (vertx, config) -> {
            String url = config.getString("mongo_url");
            proxy = await(FaultProxy.inFrontOf(vertx, url).listen());
            return config.put("mongo_url", proxy.url(url));
          });

  private final HttpCaller management = rig.management();

  private Future<HttpReply> send(HttpMethod method, String uri, String body) {
    return rig.http.send(
        method, uri, Map.of("Content-Type", "application/json"), Buffer.buffer(body));
  }

  private List<Future<HttpReply>> callAllOperations() {
    return List.of(
        send(HttpMethod.POST, "/interests", "{\"email\":\"sara@unict.it\",\"airport\":\"LIRF\"}"),
        send(HttpMethod.GET, "/interests?email=sara@unict.it", ""),
        send(HttpMethod.DELETE, "/interests?email=sara@unict.it", ""),
        send(HttpMethod.GET, "/flights/last?airport=LICC", ""),
        send(HttpMethod.GET, "/flights/average?airport=LICC&days=1", ""),
        send(HttpMethod.GET, "/flights/my-interests?email=sara@unict.it", ""));
  }

  private void assertUnavailable() {
    long begin = System.nanoTime();
    List<Future<HttpReply>> replies = callAllOperations();
    Future<HttpReply> ready =
        management.send(HttpMethod.GET, "/health/ready", Map.of(), Buffer.buffer());
    Status deletion = rig.grpc.failure(DELETION);
    for (Future<HttpReply> reply : replies) {
      assertThat(await(reply).status()).isEqualTo(503);
      assertThat(await(reply).header("Retry-After")).matches("[1-9][0-9]*");
      assertThat(await(reply).body().toString())
          .doesNotContain("mongo", "Mongo", "127.0.0.1", "Exception");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
    assertThat(deletion.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(await(ready).status()).isEqualTo(503);
    assertThat(management.get("/health/live").status()).isEqualTo(200);
  }

  private void assertRecovers() {
    awaitUntil(rig.vertx, () -> management.get("/health/ready").status() == 200);
    awaitUntil(rig.vertx, () -> rig.interests("sara@unict.it").status() == 200);
    assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports")).contains("LICC");
    assertThat(rig.grpc.call(DELETION).getSuccess()).isTrue();
    assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void operationsShouldBeUnavailableInTimeWhenTheDatabaseIsUnreachableOrStalls(boolean stalls) {
    // given
    assertThat(rig.follow("sara@unict.it", "LICC").status()).isEqualTo(200);

    // when
    await(stalls ? proxy.stall() : proxy.disconnect());

    // then
    assertUnavailable();
    await(proxy.restore());
    if (stalls) {
      rig.follow("sara@unict.it", "LICC");
    }
    assertRecovers();
  }
}
