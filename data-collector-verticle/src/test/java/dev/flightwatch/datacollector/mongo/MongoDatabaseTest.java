package dev.flightwatch.datacollector.mongo;

import static ch.qos.logback.classic.Level.ERROR;
import static ch.qos.logback.classic.Level.INFO;
import static ch.qos.logback.classic.Level.WARN;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MongoDatabaseTest {
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static MongoRig rig;

  @BeforeAll
  static void start() {
    rig = new MongoRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

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
    return rig.freshDatabase()
        .upsert(
            "update things",
            client ->
                rest.hasNext()
                    ? Future.failedFuture(rest.next())
                    : Future.succeededFuture("written"));
  }

  @Test
  void upsertShouldBeRetriedWhenAConcurrentUpsertWasFirst() {
    assertThat(await(upsertFailingWith(duplicate()))).contains("written");
    assertThat(await(upsertFailingWith(duplicateOfFindAndModify()))).contains("written");
  }

  @Test
  void upsertShouldBeEmptyWhenTheConditionIsNotMet() {
    assertThat(await(upsertFailingWith(duplicate(), duplicate()))).isEmpty();
  }

  @Test
  void upsertShouldNotBeRetriedAfterOtherFailures() {
    assertThatThrownBy(() -> await(upsertFailingWith(new IllegalStateException("a defect"))))
        .hasMessage("a defect");
  }

  @Test
  void runShouldBeUnavailableWhenTheDeadlineHasPassed() {
    // given
    MongoDatabase database = rig.open(rig.server.url(), DEADLINE);

    // when
    ServiceException failure =
        awaitFailure(database.run("find things", client -> Promise.<String>promise().future()));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("database_away");
    assertThat(failure.getMessage()).doesNotContain("mongo", "127.0.0.1");
  }

  @Test
  void pingShouldSucceedAgainWhenTheConnectionIsRestored() {
    // given
    FaultProxy proxy = await(FaultProxy.inFrontOf(rig.vertx, rig.server.url()).listen());
    MongoDatabase database = rig.open(proxy.url(rig.server.url()), DEADLINE);
    await(database.ping());

    // when
    await(proxy.disconnect());
    ServiceException failure = awaitFailure(database.ping());
    await(proxy.restore());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(recoversWithin(database, Duration.ofSeconds(8))).isTrue();
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
  void unavailabilityAndRecoveryShouldBeLoggedOnceEach() {
    // given
    MongoDatabase database = rig.open(rig.server.url(), DEADLINE);
    Future<String> late = Promise.<String>promise().future();

    // when
    List<ILoggingEvent> lines =
        logged(
            () -> {
              awaitFailure(database.run("find things", client -> late));
              awaitFailure(database.run("find things", client -> late));
              await(database.ping());
              await(database.ping());
            });

    // then
    assertThat(lines).extracting(ILoggingEvent::getLevel).containsExactly(WARN, INFO);
    assertThat(lines.get(0).getFormattedMessage())
        .contains("127.0.0.1", "TimeoutException", "MONGO_URL");
  }

  @Test
  void runShouldBeInternalAndLogTheCommandWhenTheServerRefusesIt() {
    // given
    MongoServer server = new MongoServer(new RefusingServer());
    MongoDatabase database = rig.open(server.bindAndGetConnectionString(), Duration.ofSeconds(20));
    List<ServiceException> failures = new ArrayList<>();

    // when
    List<ILoggingEvent> lines =
        logged(
            () ->
                failures.add(
                    awaitFailure(
                        database.run(
                            "find things",
                            client ->
                                client.find("things", new JsonObject().put("email", "sara"))))));
    await(database.ping());
    server.shutdownNow();

    // then
    assertThat(failures.get(0).kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(failures.get(0).code()).isEqualTo("internal_error");
    assertThat(failures.get(0)).hasNoCause();
    assertThat(lines).extracting(ILoggingEvent::getLevel).containsExactly(ERROR);
    assertThat(lines.get(0).getFormattedMessage())
        .contains("find things", "13 Unauthorized")
        .doesNotContain("sara");
  }

  /** A server that refuses to find documents, with their values in its message. */
  private static final class RefusingServer extends MemoryBackend {
    @Override
    public Document handleCommand(
        Channel channel, String database, String command, Document query) {
      if (command.equals("find")) {
        throw new MongoServerError(13, "Unauthorized", "may not read " + query);
      }
      return super.handleCommand(channel, database, command, query);
    }
  }

  @Test
  void runShouldBeInternalWhenTheServerDoesNotKnowTheCommand() {
    // given
    MongoDatabase database = rig.freshDatabase();
    JsonObject command = new JsonObject().put("unknownCommand", 1);

    // when
    ServiceException failure =
        awaitFailure(
            database.run("unknownCommand", client -> client.runCommand("unknownCommand", command)));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
  }

  @Test
  void pingShouldSucceedAgainWhenAllConnectionsStoppedReceiving() {
    // given
    FaultProxy proxy = await(FaultProxy.inFrontOf(rig.vertx, rig.server.url()).listen());
    MongoDatabase database = rig.open(proxy.url(rig.server.url()), DEADLINE);
    pingManyTimes(database).forEach(ping -> await(ping.otherwiseEmpty()));

    // when: as many calls as there are connections get no reply (the driver may have opened a new
    // connection for one of them)
    await(proxy.loseConnections());
    pingManyTimes(database).forEach(ping -> await(ping.otherwiseEmpty()));

    // then
    assertThat(recoversWithin(database, Duration.ofSeconds(3))).isTrue();
  }

  private static List<Future<Void>> pingManyTimes(MongoDatabase database) {
    return IntStream.range(0, 8).mapToObj(i -> database.ping()).toList();
  }

  private static boolean recoversWithin(MongoDatabase database, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (await(database.ping().map(true).otherwise(false))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void writesShouldRequestAMajorityAndTheJournal() {
    // given
    WriteConcerns concerns = new WriteConcerns();
    MongoServer server = new MongoServer(concerns);
    MongoDatabase database = rig.open(server.bindAndGetConnectionString(), Duration.ofSeconds(20));

    // when
    await(database.run("insert things", client -> client.insert("things", new JsonObject())));
    server.shutdownNow();

    // then
    assertThat(concerns.requested).containsExactly(new Document("w", "majority").append("j", true));
  }

  /** A server that records the write concerns of inserts. */
  private static final class WriteConcerns extends MemoryBackend {
    private final List<Object> requested = new CopyOnWriteArrayList<>();

    @Override
    public Document handleCommand(
        Channel channel, String database, String command, Document query) {
      if (command.equals("insert")) {
        requested.add(query.get("writeConcern"));
      }
      return super.handleCommand(channel, database, command, query);
    }
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
