package dev.flightwatch.datacollector.mongo;

import static ch.qos.logback.classic.Level.ERROR;
import static ch.qos.logback.classic.Level.INFO;
import static ch.qos.logback.classic.Level.WARN;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.WatchedMongoServer;
import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MongoDatabaseTest {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  @AutoClose private static final MongoRig RIG = new MongoRig();

  private static Throwable duplicate() {
    return new MongoWriteException(
        new WriteError(11_000, "E11000 duplicate key", new BsonDocument()),
        new ServerAddress(),
        List.of());
  }

  private static Throwable duplicateOfFindAndModify() {
    return new MongoCommandException(
        new BsonDocument("code", new BsonInt32(11_000)), new ServerAddress());
  }

  /** Runs an operation that fails with these failures in turn and then succeeds. */
  private static Future<Optional<String>> upsertFailingWith(Throwable... failures) {
    Iterator<Throwable> rest = Arrays.asList(failures).iterator();
    MongoDatabase database = RIG.freshDatabase();
    return MongoDatabase.upsert(
        () ->
            database.run(
                "update",
                "things",
                client ->
                    rest.hasNext()
                        ? Future.failedFuture(rest.next())
                        : Future.succeededFuture("written")));
  }

  @Test
  void upsertShouldBeTriedTwiceWhenItIsADuplicate() {
    assertThat(await(upsertFailingWith(duplicate()))).contains("written");
    assertThat(await(upsertFailingWith(duplicateOfFindAndModify()))).contains("written");
    assertThat(await(upsertFailingWith(duplicate(), duplicate()))).isEmpty();
    assertThatThrownBy(() -> await(upsertFailingWith(new IllegalStateException("a defect"))))
        .hasMessage("a defect");
  }

  /** Captures what a database logs while an action runs. */
  private static List<ILoggingEvent> logged(Runnable action) {
    Logger logger = (Logger) LoggerFactory.getLogger(MongoDatabase.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      action.run();
    } finally {
      logger.detachAppender(lines);
    }
    return lines.list;
  }

  @Test
  void runShouldBeUnavailableAfterTheDeadlineAndLogThatOnce() {
    // given
    MongoDatabase database = RIG.open(RIG.server.url(), DEADLINE);
    Future<String> late = Promise.<String>promise().future();
    List<ServiceException> failures = new ArrayList<>();

    // when
    List<ILoggingEvent> lines =
        logged(
            () -> {
              Future<String> first = database.run("find", "things", client -> late);
              Future<String> second = database.run("find", "things", client -> late);
              failures.add(awaitFailure(first));
              failures.add(awaitFailure(second));
              await(database.ping());
              await(database.ping());
            });

    // then
    assertThat(failures).extracting(ServiceException::kind).containsOnly(ErrorKind.UNAVAILABLE);
    assertThat(failures).extracting(ServiceException::code).containsOnly("database_away");
    assertThat(failures.get(0).getMessage()).doesNotContain("mongo", "127.0.0.1");
    assertThat(lines).extracting(ILoggingEvent::getLevel).containsExactly(WARN, INFO);
    assertThat(lines.get(0).getFormattedMessage())
        .contains("127.0.0.1", "TimeoutException", "MONGO_URL");
  }

  @Test
  void runShouldBeInternalAndLogTheCommandWhenTheServerRefusesIt() {
    // given
    List<ServiceException> failures = new ArrayList<>();
    BiConsumer<String, Document> refuseToFind =
        (command, document) -> {
          if (command.equals("find")) {
            throw new MongoServerError(13, "Unauthorized", "may not read " + document);
          }
        };

    // when
    List<ILoggingEvent> lines;
    try (WatchedMongoServer server = new WatchedMongoServer(refuseToFind)) {
      MongoDatabase database = RIG.open(server.url(), Duration.ofSeconds(20));
      JsonObject query = JsonObject.of("email", "sara");
      lines =
          logged(
              () -> failures.add(awaitFailure(database.find("things", query, new FindOptions()))));
      await(database.ping());
    }

    // then
    assertThat(failures.get(0).kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(failures.get(0).code()).isEqualTo("internal_error");
    assertThat(failures.get(0).getCause())
        .hasNoCause()
        .hasMessage("MongoDB refused the command find things with error 13 Unauthorized");
    assertThat(lines).extracting(ILoggingEvent::getLevel).containsExactly(ERROR);
    assertThat(lines.get(0).getFormattedMessage())
        .contains("find things", "13 Unauthorized")
        .doesNotContain("sara");
  }

  @Test
  void pingShouldSucceedAgainWhenAllConnectionsStoppedReceiving() {
    // given
    FaultProxy proxy = await(FaultProxy.inFrontOf(RIG.vertx, RIG.server.url()).listen());
    MongoDatabase database = RIG.open(proxy.url(RIG.server.url()), DEADLINE);
    pingManyTimes(database).forEach(ping -> await(ping.otherwiseEmpty()));

    // when: as many calls as there are connections get no reply (the driver may have opened a new
    // connection for one of them)
    await(proxy.loseConnections());
    pingManyTimes(database).forEach(ping -> await(ping.otherwiseEmpty()));

    // then
    awaitUntil(RIG.vertx, () -> await(database.ping().map(true).otherwise(false)));
  }

  private static List<Future<Void>> pingManyTimes(MongoDatabase database) {
    return IntStream.range(0, 8).mapToObj(i -> database.ping()).toList();
  }

  @Test
  void writesShouldRequestAMajorityAndTheJournal() {
    // given
    List<Object> requested = new CopyOnWriteArrayList<>();
    BiConsumer<String, Document> watcher =
        (command, document) -> {
          if (command.equals("insert")) {
            requested.add(document.get("writeConcern"));
          }
        };

    // when
    try (WatchedMongoServer server = new WatchedMongoServer(watcher)) {
      MongoDatabase database = RIG.open(server.url(), Duration.ofSeconds(20));
      await(database.run("insert", "things", client -> client.insert("things", new JsonObject())));
    }

    // then
    assertThat(requested).containsExactly(new Document("w", "majority").append("j", true));
  }

  @Test
  void shownShouldOmitTheCredentials() {
    assertThat(
            new MongoDatabase.Options(
                    URI.create("mongodb://sara:secret@db1:27017,db2:27018/?replicaSet=rs"),
                    "flight_db",
                    1,
                    DEADLINE)
                .shown())
        .isEqualTo("db1:27017,db2:27018/flight_db");
  }
}
