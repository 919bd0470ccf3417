package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.FOLLOWED_SCAN_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.RECONCILE_INTERVAL_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.SWEEP_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.TOMBSTONE_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.USER_MANAGER_GRPC;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.Collect;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.interests.FollowedAirportsScan;
import dev.flightwatch.datacollector.interests.InterestDependencies;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestService;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.Reconciliation;
import dev.flightwatch.datacollector.interests.ReconciliationMetrics;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFollowedAirports;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.datacollector.mongo.MongoTaskLeaseStore;
import dev.flightwatch.datacollector.tasks.ExclusiveTask;
import dev.flightwatch.datacollector.users.GrpcTokenClient;
import dev.flightwatch.datacollector.users.GrpcUserClient;
import dev.flightwatch.toolkit.auth.TokenCheck;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The service verticle of the interests, with one instance per process. It consumes the commands on
 * interests, deletes old tombstones, and reconciles the followers with the user manager.
 */
public final class InterestServiceVerticle extends VerticleBase {
  /** Pause between two pages of the reconciliation: limits it to 1,000 checks per second. */
  private static final long PAUSE_MILLIS = 200;

  /** The first scan marks the airports that were followed with a previous version. */
  private static final Duration FIRST_SCAN = Duration.ofSeconds(1);

  private final Clock clock = Clock.systemUTC();
  private Config config;
  private MongoDatabase database;
  private GrpcChannel channel;
  private RepeatingTask tombstoneSweep;
  private RepeatingTask reconciliationRuns;
  private RepeatingTask followedScans;
  private boolean stopping;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "InterestServiceVerticle", "http_instances or grpc_instances");
    config = DataCollectorSettings.loadService(config());
    return GrpcSettings.channel(vertx, config, config.get(USER_MANAGER_GRPC))
        .onSuccess(opened -> channel = opened)
        .compose(
            v ->
                DataCollectorOptions.database(
                    vertx, config, opened -> new MongoInterestStore(opened).prepare()))
        .compose(this::serve);
  }

  private Future<?> serve(MongoDatabase opened) {
    database = opened;
    InterestStore store = new MongoInterestStore(database);
    Bus bus = Bus.of(vertx);
    InterestDependencies dependencies =
        new InterestDependencies(
            store,
            new MongoFollowedAirports(database),
            new GrpcUserClient(channel, "data-collector-" + UUID.randomUUID()),
            event -> bus.publish(InterestMessages.CHANGED, event),
            clock);
    InterestService interests =
        new InterestService(
            dependencies, airport -> bus.request(CollectionMessages.COLLECT, new Collect(airport)));
    Reconciliation reconciliation =
        new Reconciliation(
            dependencies,
            new ReconciliationMetrics(Meters.of(vertx)),
            () -> vertx.timer(PAUSE_MILLIS));
    return Future.all(
            bus.consume(InterestMessages.FOLLOW, interests::follow),
            bus.consume(InterestMessages.LIST, interests::list),
            bus.consume(InterestMessages.UNFOLLOW, interests::unfollow),
            TokenCheck.consume(bus, GrpcTokenClient.COMMAND, new GrpcTokenClient(channel)),
            bus.consume(InterestMessages.DELETE_USER_INTERESTS, interests::deleteUserInterests))
        .onSuccess(v -> startSweeps(store, reconciliation, new FollowedAirportsScan(dependencies)));
  }

  private void startSweeps(
      InterestStore store, Reconciliation reconciliation, FollowedAirportsScan scan) {
    ExclusiveTask scans = exclusive("followed-airports", FOLLOWED_SCAN_SECONDS);
    followedScans =
        RepeatingTask.start(
            vertx,
            "Scan of the followed airports",
            FIRST_SCAN,
            config.get(FOLLOWED_SCAN_SECONDS),
            () -> scans.run(isHeld -> scan.run(mayGoOn(isHeld))));
    Duration retention = Duration.ofDays(config.get(TOMBSTONE_DAYS));
    tombstoneSweep =
        repeat(
            "Deletion of old tombstones",
            SWEEP_SECONDS,
            () -> store.deleteTombstonesBefore(clock.instant().minus(retention)));
    ExclusiveTask reconciling = exclusive("reconciliation", RECONCILE_INTERVAL_SECONDS);
    reconciliationRuns =
        repeat(
            "Reconciliation",
            RECONCILE_INTERVAL_SECONDS,
            () -> reconciling.run(isHeld -> reconciliation.run(mayGoOn(isHeld))));
  }

  private BooleanSupplier mayGoOn(BooleanSupplier isHeld) {
    return () -> isHeld.getAsBoolean() && !stopping;
  }

  private ExclusiveTask exclusive(String name, Setting<Duration> interval) {
    return new ExclusiveTask(
        vertx, new MongoTaskLeaseStore(database), name, config.get(interval), clock);
  }

  private RepeatingTask repeat(String name, Setting<Duration> interval, Supplier<Future<?>> work) {
    Duration each = config.get(interval);
    return RepeatingTask.start(vertx, name, each, each, work);
  }

  @Override
  public Future<?> stop() {
    if (reconciliationRuns == null) {
      return Future.succeededFuture();
    }
    stopping = true;
    return Future.join(tombstoneSweep.stop(), reconciliationRuns.stop(), followedScans.stop())
        .compose(v -> channel.close())
        .compose(v -> database.close());
  }
}
