package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.datacollector.testing.HttpReply;
import io.netty.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The deployed service when its database refuses a command. */
class MongoRefusalTest {
  private MongoServer server;
  private ServiceRig rig;

  @BeforeEach
  void start() {
    server = new MongoServer(new WithoutAggregation());
    String url = server.bindAndGetConnectionString() + "/";
    rig = new ServiceRig((vertx, config) -> config.put("mongo_url", url));
  }

  @AfterEach
  void stop() {
    rig.close();
    server.shutdownNow();
  }

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

  private static final class WithoutAggregation extends MemoryBackend {
    @Override
    public Document handleCommand(
        Channel channel, String database, String command, Document query) {
      if (command.equals("aggregate")) {
        throw new MongoServerError(13, "Unauthorized", "refused");
      }
      return super.handleCommand(channel, database, command, query);
    }
  }
}
