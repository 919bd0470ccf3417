package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.WatchedMongoServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The deployed service when its database refuses a command. */
class MongoRefusalTest {
  @AutoClose
  private final WatchedMongoServer server =
      new WatchedMongoServer(
          (command, document) -> {
            if (command.equals("aggregate")) {
              throw new MongoServerError(13, "Unauthorized", "refused");
            }
          });

  @AutoClose
  private final ServiceRig rig =
      new ServiceRig((vertx, config) -> config.put("mongo_url", server.url()));

  @Test
  void operationShouldBeAnInternalErrorWhenTheDatabaseRefusesItsCommand() {
    // when
    HttpReply average = rig.http.get("/flights/average", "airport", "LICC", "days", "7");
    HttpReply last = rig.http.get("/flights/last", "airport", "LICC");
    HttpReply ready = rig.management().get("/health/ready");

    // then
    assertThat(average.status()).isEqualTo(500);
    assertThat(average.code()).isEqualTo("internal_error");
    assertThat(average.body().toString()).doesNotContain("mongo", "Mongo", "refused");
    assertThat(last.status()).isEqualTo(404);
    assertThat(ready.status()).isEqualTo(200);
  }
}
