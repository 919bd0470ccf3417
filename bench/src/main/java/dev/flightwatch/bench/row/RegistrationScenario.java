package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.HashAndInsert;
import dev.flightwatch.bench.load.HttpLanes;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Registrations, new ones and repeated ones. */
final class RegistrationScenario implements Scenario {
  /**
   * Few enough that none is refused where hashing is slow, and enough that no thread is idle: the
   * measured programs have as many cores as this one.
   */
  static final int CONNECTIONS = 3 + Runtime.getRuntime().availableProcessors();

  private static final int REPLAY_CONNECTIONS = 32;
  private static final int REPEATED = 32;
  private static final int CREATED = 201;
  private static final Row NEW = new Row("POST /users, new", "requests/s", Target.atLeast(0.9));
  private static final Row REPLAY =
      new Row("POST /users, repeated, to new", "requests/s", Target.atLeast(10));

  private final Stage stage;
  private final Supplier<Buffer> registrations = newUsers();
  private Program floor;
  private Load newLoad;
  private Load replayLoad;

  RegistrationScenario(Stage stage) {
    this.stage = stage;
  }

  /** Registers somebody else each time. */
  static Supplier<Buffer> newUsers() {
    AtomicLong next = new AtomicLong(System.nanoTime());
    return () -> registration(Long.toString(next.incrementAndGet(), Character.MAX_RADIX));
  }

  private static Buffer registration(String name) {
    return HttpRequests.post("/users", name, Api.user(name + Leftovers.DOMAIN).encode());
  }

  @Override
  public List<Row> rows() {
    return List.of(NEW, REPLAY);
  }

  @Override
  public void prepare() throws Exception {
    stage.commands().sql("drop table if exists bench_users");
    stage.commands().sql("create table bench_users (like users including all)");
    floor =
        stage.start(
            ProgramSpec.of("floor", HashAndInsert.class)
                .with(Map.of("DATABASE_URL", stage.databases().postgresUrl())));
    floor.awaitPrinted("^ready");
    newLoad = load(registrations, CONNECTIONS);
    replayLoad = load(HttpRequests.inTurn(registered()), REPLAY_CONNECTIONS);
    Duration warmUp = stage.effort().warmUp();
    WarmUp.of(floor, warmUp, this::floorPerSecond);
    WarmUp.of(stage.userManager().program(), warmUp, newLoad);
    WarmUp.of(stage.userManager().program(), warmUp, replayLoad);
  }

  /** Requests that have been answered once. */
  private List<Buffer> registered() throws Exception {
    List<Buffer> requests = new ArrayList<>();
    for (int i = 0; i < REPEATED; i++) {
      String name = "repeated-" + i;
      Api.register(stage.userManager(), name, name + Leftovers.DOMAIN);
      requests.add(registration(name));
    }
    return requests;
  }

  private Load load(Supplier<Buffer> requests, int connections) {
    HttpLanes lanes = new HttpLanes(stage.userManager().ports().http(), requests, CREATED);
    return new Load(stage.vertx(), lanes, connections);
  }

  @Override
  public List<Pair> round() throws Exception {
    Duration time = stage.effort().time();
    double bare = floorPerSecond(time);
    Loaded fresh = closed("new registrations", newLoad, time);
    Loaded replayed = closed("repeated registrations", replayLoad, time);
    return List.of(
        Pair.of(bare, fresh.perSecond()),
        new Pair(fresh.perSecond(), replayed.perSecond(), Loaded.note(fresh, replayed)));
  }

  private double floorPerSecond(Duration time) {
    String told = CONNECTIONS + " " + time.toMillis();
    long done = Long.parseLong(floor.ask(told, time.plusSeconds(30))[0]);
    return done / (time.toMillis() / 1e3);
  }

  private Loaded closed(String what, Load load, Duration time) throws Exception {
    return Loaded.closed(what, load, stage.userManager().program(), time);
  }

  @Override
  public void close() {
    if (floor != null) {
      stage.end(floor);
    }
  }
}
