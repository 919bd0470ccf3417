package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.RECONCILE_INTERVAL_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.SWEEP_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.TOMBSTONE_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.USER_MANAGER_GRPC;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.Collect;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestService;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.Reconciliation;
import dev.flightwatch.datacollector.interests.Reconciliation.Pace;
import dev.flightwatch.datacollector.interests.ReconciliationMetrics;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.datacollector.users.GrpcUserClient;
import dev.flightwatch.datacollector.users.UserClient;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
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

/** The owner of the interests: who follows what, and who does no longer. */
public final class InterestServiceVerticle extends VerticleBase {
  /** Between two pages of the reconciliation, so that it asks of 100 users a second at most. */
  private static final long PAUSE_MILLIS = 200;

  private final Clock clock = Clock.systemUTC();
  private MongoDatabase database;
  private GrpcChannel channel;
  private RepeatingTask sweep;
  private Reconciliation reconciliation;
  private RepeatingTask reconciling;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "InterestServiceVerticle", "http_instances or grpc_instances");
    Config config = DataCollectorSettings.loadService(config());
    return GrpcSettings.channel(vertx, config, config.get(USER_MANAGER_GRPC))
        .onSuccess(opened -> channel = opened)
        .compose(
            v ->
                DataCollectorOptions.database(
                    vertx, config, opened -> new MongoInterestStore(opened).prepare()))
        .compose(
            opened -> {
              database = opened;
              InterestStore store = new MongoInterestStore(opened);
              String clientId = "data-collector-" + UUID.randomUUID();
              UserClient users = new GrpcUserClient(channel, clientId);
              sweep = sweep(store, config);
              reconciliation =
                  new Reconciliation(
                      store,
                      users,
                      this::publish,
                      new ReconciliationMetrics(Meters.of(vertx)),
                      new Pace(clock, () -> vertx.timer(PAUSE_MILLIS)));
              reconciling = reconciling(config.get(RECONCILE_INTERVAL_SECONDS));
              return answer(service(store, users));
            });
  }

  private InterestService service(InterestStore store, UserClient users) {
    Bus bus = Bus.of(vertx);
    return new InterestService(
        store,
        users,
        airport ->
            bus.request(CollectionMessages.COLLECT, new Collect(airport.value()))
                .map(collected -> new FlightCount(collected.flights(), collected.source())),
        this::publish,
        clock);
  }

  private Future<Void> publish(InterestsChanged fact) {
    return Bus.of(vertx).publish(InterestMessages.CHANGED, fact);
  }

  private Future<Void> answer(InterestService service) {
    Bus bus = Bus.of(vertx);
    return Future.all(
            bus.consume(InterestMessages.FOLLOW, service::follow),
            bus.consume(InterestMessages.LIST, service::list),
            bus.consume(InterestMessages.UNFOLLOW, service::unfollow),
            bus.consume(InterestMessages.REMOVE, service::remove))
        .mapEmpty();
  }

  private RepeatingTask sweep(InterestStore store, Config config) {
    Duration kept = Duration.ofDays(config.get(TOMBSTONE_DAYS));
    Duration interval = config.get(SWEEP_SECONDS);
    return RepeatingTask.start(
        vertx,
        "Sweep of old tombstones",
        interval,
        interval,
        () -> store.deleteTombstonesBefore(clock.instant().minus(kept)));
  }

  private RepeatingTask reconciling(Duration interval) {
    return RepeatingTask.start(
        vertx, "Reconciliation", interval, interval, () -> reconciliation.run());
  }

  @Override
  public Future<?> stop() {
    reconciliation.stop();
    return Future.join(sweep.stop(), reconciling.stop())
        .compose(v -> channel.close())
        .compose(v -> database.close());
  }
}
