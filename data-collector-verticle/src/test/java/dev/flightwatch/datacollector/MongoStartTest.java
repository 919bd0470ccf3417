package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.testing.WatchedMongoServer;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts against servers that cannot be used. */
class MongoStartTest {
  private static final int ATTEMPTS = 3;

  private final Vertx vertx = Vertx.vertx();

  /** Refuses every password, and one command. */
  private final WatchedMongoServer refusing =
      new WatchedMongoServer(
          (command, document) -> {
            if (command.equals("saslStart")) {
              throw new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
            } else if (command.equals("ping")) {
              throw new MongoServerError(13, "Unauthorized", "not authorized on sara@unict.it");
            }
          });

  @AfterEach
  void close() {
    await(vertx.close());
    refusing.close();
  }

  /** Returns the message of the failed start, again and again. */
  private Future<List<String>> starts(String url) {
    Config config =
        DataCollectorSettings.loadService(JsonObject.of("mongo_url", url, "start_attempts", 1));
    Future<List<String>> messages = Future.succeededFuture(new ArrayList<>());
    for (int i = 0; i < ATTEMPTS; i++) {
      messages =
          messages.compose(
              before ->
                  DataCollectorOptions.database(vertx, config, database -> Future.succeededFuture())
                      .map("started")
                      .otherwise(Throwable::getMessage)
                      .map(
                          message -> {
                            before.add(message);
                            return before;
                          }));
    }
    return messages;
  }

  @Test
  void databaseShouldNameTheSameCauseInEachAttempt() {
    // given
    String server = refusing.url().replaceAll("mongodb://|/", "");
    // Another name, since connections to one server are shared.
    String same = server.replace("127.0.0.1", "localhost");

    // when
    Future<List<String>> refused = starts("mongodb://127.0.0.1:1/");
    Future<List<String>> unknown = starts("mongodb://nowhere.invalid:27017/");
    Future<List<String>> password = starts("mongodb://sara:geheim@" + same + "/");
    Future<List<String>> command = starts(refusing.url());

    // then
    shouldName(await(refused), "127.0.0.1:1", "Connection refused");
    shouldName(await(unknown), "nowhere.invalid:27017", "unknown host: nowhere.invalid");
    shouldName(await(password), same, "authentication failed, error 18 AuthenticationFailed");
    shouldName(
        await(command),
        server,
        "MongoDB refused the command ping server with error 13 Unauthorized");
  }

  private static void shouldName(List<String> messages, String server, String reason) {
    assertThat(messages)
        .hasSize(ATTEMPTS)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("MongoDB at " + server)
                    .contains(" is unavailable after 1 attempts (" + reason)
                    .hasLineCount(1)
                    .hasSizeLessThan(250)
                    .doesNotContain("geheim"));
  }
}
