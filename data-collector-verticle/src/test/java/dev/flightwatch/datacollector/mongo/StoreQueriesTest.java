package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFollowers.NOON;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARA;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_DERIVED_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.aircraft.AircraftStore;
import dev.flightwatch.datacollector.aircraft.Positions;
import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.Demand;
import dev.flightwatch.datacollector.collection.DueQuery;
import dev.flightwatch.datacollector.collection.Lease;
import dev.flightwatch.datacollector.collection.Plan;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.tasks.TaskLease;
import dev.flightwatch.datacollector.tasks.TaskLeaseStore;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.WatchedMongoServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** No query of a store reads a whole collection. */
class StoreQueriesTest {
  private static final Set<String> QUERIES =
      Set.of("find", "findAndModify", "aggregate", "count", "distinct", "update", "delete");
  private static final List<Class<?>> STORES =
      List.of(
          InterestStore.class,
          FollowedAirports.class,
          CollectionStore.class,
          TaskLeaseStore.class,
          FlightStore.class,
          DayCountStore.class,
          AircraftStore.class);

  private static final AirportDay DAY = AirportDay.of(LICC, Direction.DEPARTURE, NOON);

  @AutoClose private static final MongoRig RIG = new MongoRig();

  private final Set<String> called = new TreeSet<>();

  /** All operations of the stores on one database. */
  private final class Operations {
    private final MongoDatabase database;

    private Operations(MongoDatabase database) {
      this.database = database;
    }

    private void run() {
      MongoInterestStore interests = new MongoInterestStore(database);
      MongoCollectionStore collections = new MongoCollectionStore(database);
      MongoAircraftStore aircraft = new MongoAircraftStore(database);
      FlightStores flights = MongoFlightStore.both(database);
      await(
          interests
              .prepare()
              .compose(v -> collections.prepare())
              .compose(v -> aircraft.prepare())
              .compose(v -> MongoFlightStore.prepare(database)));
      run(recorded(InterestStore.class, interests));
      run(recorded(FollowedAirports.class, new MongoFollowedAirports(database)));
      run(recorded(CollectionStore.class, collections));
      run(recorded(TaskLeaseStore.class, new MongoTaskLeaseStore(database)));
      run(recorded(FlightStore.class, flights.departures()));
      run(recorded(FlightStore.class, flights.arrivals()));
      run(recorded(DayCountStore.class, new MongoDayCountStore(database)));
      run(recorded(AircraftStore.class, aircraft));
    }

    private void run(InterestStore store) {
      Instant later = NOON.plusSeconds(1);
      await(store.follow(SARAS_ID, SARA, LICC, NOON));
      await(store.follow(SARAS_DERIVED_ID, SARA, LICC, NOON));
      await(store.airportsOf(SARA));
      await(store.unfollow(SARA, Optional.of(LICC)));
      await(store.followedAirports("", 10));
      await(store.followers("", 10));
      await(store.deleteStaleInterests(SARA, Optional.of(SARAS_NEXT_ID), later, later));
      await(store.deleteUnconfirmed(SARAS_NEXT_ID.id(), later, later));
      await(store.markDeleted(SARAS_NEXT_ID.id(), SARA, later));
      await(store.deleteActive(SARA));
      await(store.deleteTombstonesBefore(NOON));
    }

    private void run(FollowedAirports marks) {
      await(marks.mark(LICC, NOON));
      await(marks.isMarked(LICC));
      await(marks.marked("", 10));
      await(marks.clear(LICC, 1));
    }

    private void run(CollectionStore store) {
      Lease lease = new Lease(LICC, "a", NOON);
      await(store.claim(lease, NOON, NOON));
      await(store.renew(lease));
      await(store.advance(lease, CollectionProgress.begun(NOON)));
      await(store.progress(LICC));
      await(store.readStates(Direction.DEPARTURE, List.of(LICC, EDDF)));
      await(store.release(lease, CollectionProgress.begun(NOON), NOON));
      await(store.markMoved(List.of(DAY), NOON));
      await(store.marks(List.of(LICC, EDDF)));
      await(store.flightsChanged(List.of(LICC, EDDF)));
      await(store.flightsChangedSince(LICC, NOON));
      await(store.allFlightsChanged());
      await(store.followed("", 10));
      Duration period = Duration.ofMinutes(10);
      await(store.due(new DueQuery(NOON, period, period.multipliedBy(2), List.of(LIRF), 10)));
      Demand demand = new Demand(0, 0, 0, 0);
      await(
          store.savePlan(
              new Plan(NOON, period, List.of(), demand, Optional.empty(), 0, List.of(), NOON)));
      await(store.plan());
    }

    private void run(AircraftStore store) {
      await(store.watch(LICC, NOON));
      await(store.find(LICC));
      await(store.countWatched(NOON));
      await(store.claim(LICC, NOON, NOON));
      await(store.save(LICC, NOON, new Positions(NOON, NOON, List.of())));
      await(store.deleteWatchedBefore(NOON));
    }

    private void run(TaskLeaseStore store) {
      TaskLease lease = new TaskLease("sweep", "a", NOON);
      await(store.claim(lease, NOON));
      await(store.renew(lease));
      await(store.release(lease, NOON));
    }

    private void run(DayCountStore store) {
      DayCounts counts =
          new DayCounts(
              DAY,
              Coverage.PARTIAL,
              Quarters.NONE,
              Source.OPENSKY,
              NOON,
              NOON,
              List.of(),
              List.of(),
              List.of());
      await(store.save(counts, Optional.empty()));
      await(store.save(counts, Optional.of(NOON)));
      await(store.find(DAY));
      await(store.find(LICC, Direction.DEPARTURE, DAY.date(), DAY.date()));
      await(store.findUnranked(LICC, Direction.DEPARTURE, DAY.date(), DAY.date()));
    }

    private void run(FlightStore store) {
      await(store.save(LICC, List.of(real("4ca8e5", NOON), mock("b00000", NOON)), NOON));
      await(store.newest(LICC));
      await(store.stored(List.of("4ca8e5:1")));
      await(store.outlines(LICC, new Window(NOON, NOON)));
      await(store.count(LICC, new Window(NOON, NOON)));
      Selection one = new Selection(LICC, Source.OPENSKY, Instant.EPOCH);
      List<Selection> all = List.of(one, new Selection(EDDF, Source.MOCK, NOON));
      await(store.totals(all));
      Optional<Cursor> cursor = Optional.of(new Cursor(1, NOON.getEpochSecond(), "4ca8e5:1"));
      for (List<Selection> selections : List.of(List.of(one), all)) {
        await(store.page(selections, Optional.empty(), 10));
        await(store.page(selections, cursor, 10));
      }
      await(store.withRealFlights(List.of(LICC, EDDF)));
      await(store.deleteMock(LICC, NOON));
      await(store.deleteMockOfRun(LICC, NOON));
      await(store.deleteRealOfEarlierRuns(LICC, new Window(NOON, NOON), NOON));
      await(store.deleteBefore(NOON));
    }
  }

  private <T> T recorded(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              called.add(method.getName());
              return invoke(store, method, arguments);
            }));
  }

  private static Object invoke(Object store, Method method, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    return method.invoke(store, arguments);
  }

  @Test
  void queriesShouldUseAnIndex() {
    // given
    List<JsonObject> commands = new CopyOnWriteArrayList<>();
    try (WatchedMongoServer watched =
        new WatchedMongoServer(
            (name, command) -> {
              if (QUERIES.contains(name)) {
                commands.add((JsonObject) json(command));
              }
            })) {
      new Operations(RIG.open(watched.url(), Duration.ofSeconds(20))).run();
    }
    MongoDatabase database = RIG.freshDatabase();
    new Operations(database).run();

    // then
    assertThat(called).containsExactlyInAnyOrderElementsOf(methods());
    Map<String, String> commandToPlan = new LinkedHashMap<>();
    commands.stream()
        .flatMap(StoreQueriesTest::statements)
        .forEach(command -> commandToPlan.put(command.encode(), plan(database, command)));
    assertThat(commandToPlan.keySet()).filteredOn(StoreQueriesTest::isOfAll).hasSize(1);
    commandToPlan.keySet().removeIf(StoreQueriesTest::isOfAll);
    assertThat(commandToPlan).hasSizeGreaterThan(40);
    assertThat(commandToPlan)
        .allSatisfy(
            (command, plan) ->
                assertThat(plan).as(command).contains("IXSCAN").doesNotContain("COLLSCAN"));
    assertThat(commandToPlan)
        .as("only the few documents of an address or of named airports are sorted")
        .allSatisfy(
            (command, plan) ->
                assertThat(plan.contains("SORT") && !isOfFew(command)).as(command).isFalse());
  }

  /** The versions of all airports are increased after old flights were deleted. */
  private static boolean isOfAll(String command) {
    return command.contains("\"q\":{},\"u\":{\"$inc\":{\"flights_version\"");
  }

  private static boolean isOfFew(String command) {
    return command.contains("\"email\":\"") || command.contains("\"_id\":{\"$in\"");
  }

  private static Set<String> methods() {
    Set<String> names = new TreeSet<>();
    STORES.forEach(store -> Stream.of(store.getMethods()).forEach(m -> names.add(m.getName())));
    return names;
  }

  /** Only the first statement of a command is explained. */
  private static Stream<JsonObject> statements(JsonObject command) {
    for (String part : List.of("updates", "deletes")) {
      if (command.containsKey(part)) {
        return command.getJsonArray(part).stream()
            .map(statement -> command.copy().put(part, JsonArray.of(statement)));
      }
    }
    return Stream.of(command);
  }

  private static String plan(MongoDatabase database, JsonObject command) {
    JsonObject explain = JsonObject.of("explain", command, "verbosity", "queryPlanner");
    Future<JsonObject> reply =
        database.run("explain", "any", client -> client.runCommand("explain", explain));
    return await(reply).getJsonObject("queryPlanner").getJsonObject("winningPlan").encode();
  }

  /** Without the fields of the driver's session. */
  private static Object json(Object value) {
    if (value instanceof Map<?, ?> document) {
      JsonObject object = new JsonObject();
      document.forEach(
          (key, field) -> {
            if (!Set.of("lsid", "$db", "txnNumber", "$readPreference").contains(key)) {
              object.put((String) key, json(field));
            }
          });
      return object;
    }
    return value instanceof Iterable<?> list
        ? new JsonArray(
            StreamSupport.stream(list.spliterator(), false).map(StoreQueriesTest::json).toList())
        : value;
  }
}
