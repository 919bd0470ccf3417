package dev.flightwatch.standalone.races;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.postgres.PostgresDeletionOutbox;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import dev.flightwatch.usermanager.postgres.PostgresUserStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The real stores of both services, on one event loop. */
final class RaceRig implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.startEphemeral();
  private final EmbeddedMongoServer mongo = EmbeddedMongoServer.startEphemeral();
  private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  private final Services.Stores stores;
  private final List<Logger> silenced =
      Stream.of("dev.flightwatch.usermanager", "dev.flightwatch.datacollector")
          .map(name -> (Logger) LoggerFactory.getLogger(name))
          .toList();
  private PostgresPool pool;
  private MongoDatabase database;
  private int races;

  RaceRig() {
    // The services would log ten lines per order.
    silenced.forEach(logger -> logger.setLevel(Level.OFF));
    PostgresOptions options =
        new PostgresOptions(PostgresUrl.parse(URI.create(postgres.url())), 4, 100, DEADLINE);
    stores = await(on(() -> open(options)));
  }

  private Future<Services.Stores> open(PostgresOptions options) {
    pool = new PostgresPool(vertx, options);
    database =
        MongoDatabase.open(
            vertx, new MongoDatabase.Options(URI.create(mongo.url()), "races", 4, DEADLINE));
    MongoInterestStore interests = new MongoInterestStore(database);
    return pool.migrate()
        .compose(v -> interests.prepare())
        .map(
            new Services.Stores(
                new PostgresUserStore(pool),
                new PostgresDeletionOutbox(pool),
                interests,
                new ImmediateMarks(),
                clock));
  }

  /** How the operations run. */
  record Plan(
      List<RaceOperation> operations,
      boolean earlierUser,
      StepScheduler scheduler,
      ServiceLink link,
      Supplier<Duration> tick) {}

  /** Runs the operations in one order and checks the invariants; a failure shows the order. */
  void run(Plan plan, String seed) {
    Interleaving interleaving =
        new Interleaving(plan.scheduler(), () -> clock.advance(plan.tick().get()));
    Race race = new Race(stores, clock, new EmailAddress("sara" + races++ + "@example.com"));
    try {
      await(
          on(
              () ->
                  race.prepare()
                      .compose(
                          v ->
                              plan.earlierUser()
                                  ? race.prepareNextUser()
                                  : Future.succeededFuture())
                      .compose(v -> begin(race, interleaving, plan))
                      .compose(v -> race.settle())));
    } catch (AssertionError e) {
      throw new AssertionError(
          "%s%s%s in this order: %s"
              .formatted(
                  plan.operations(),
                  plan.earlierUser() ? ", with an earlier user" : "",
                  seed,
                  interleaving),
          e);
    }
  }

  private Future<Void> begin(Race race, Interleaving interleaving, Plan plan) {
    clock.advance(Duration.ofSeconds(1));
    plan.operations().forEach(operation -> race.begin(operation, interleaving, plan.link()));
    return interleaving.run();
  }

  private <T> Future<T> on(Supplier<Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> Future.succeededFuture().compose(x -> call.get()).onComplete(result));
    return result.future();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not completed within 30 s", e);
    }
  }

  @Override
  public void close() {
    silenced.forEach(logger -> logger.setLevel(null));
    await(on(() -> pool.close().compose(v -> database.close())));
    await(vertx.close());
    mongo.close();
    postgres.close();
  }
}
