package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.HashAndInsert;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Compares new registrations with their floor, and repeated registrations with new ones. */
final class RegistrationScenario implements Scenario {
  /**
   * Few enough that none is rejected on a slow machine, and enough that no hashing thread is idle.
   * The measured programs have as many cores as this one.
   */
  static final int CONNECTIONS = 3 + Runtime.getRuntime().availableProcessors();

  private static final int REPLAY_CONNECTIONS = 32;
  private static final int REPEATED = 32;
  private static final int CREATED = 201;
  static final BenchmarkRow NEW =
      new BenchmarkRow("POST /users, new", "requests/s", RatioTarget.atLeast(0.9));
  private static final BenchmarkRow REPLAY =
      new BenchmarkRow("POST /users, repeated, to new", "requests/s", RatioTarget.atLeast(10));

  private final TestBed testBed;
  private final Supplier<Buffer> registrations = newUsers();
  private Program floor;
  private LoadGenerator newLoad;
  private LoadGenerator replayLoad;

  RegistrationScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  /** Returns registrations of different users. */
  static Supplier<Buffer> newUsers() {
    return newUsers(HttpRequests.LOCAL);
  }

  /** Returns registrations of different users at a server. */
  static Supplier<Buffer> newUsers(URI server) {
    AtomicLong next = new AtomicLong(System.nanoTime());
    return () -> registration(server, Long.toString(next.incrementAndGet(), Character.MAX_RADIX));
  }

  private static Buffer registration(URI server, String name) {
    String user = ServiceApi.user(name + BenchCleanup.DOMAIN).encode();
    return HttpRequests.post(server, "/users", name, user);
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(NEW, REPLAY);
  }

  @Override
  public void prepare() throws Exception {
    testBed.commands().sql("drop table if exists bench_users");
    testBed.commands().sql("create table bench_users (like users including all)");
    floor =
        testBed.start(
            ProgramSpec.of("floor", HashAndInsert.class)
                .with(Map.of("DATABASE_URL", testBed.databases().postgresUrl())));
    floor.awaitOutput("^ready");
    newLoad = load(registrations, CONNECTIONS);
    replayLoad = load(HttpRequests.roundRobin(registered()), REPLAY_CONNECTIONS);
    Duration warmUp = testBed.length().warmUp();
    WarmUp.of(floor, warmUp, this::floorPerSecond);
    WarmUp.of(testBed.userManager().program(), warmUp, newLoad);
    WarmUp.of(testBed.userManager().program(), warmUp, replayLoad);
  }

  /** Returns requests that were already sent once. */
  private List<Buffer> registered() throws Exception {
    List<Buffer> requests = new ArrayList<>();
    for (int i = 0; i < REPEATED; i++) {
      String name = "repeated-" + i;
      ServiceApi.register(testBed.userManager(), name, name + BenchCleanup.DOMAIN);
      requests.add(registration(HttpRequests.LOCAL, name));
    }
    return requests;
  }

  private LoadGenerator load(Supplier<Buffer> requests, int connections) {
    HttpLoadTarget target =
        new HttpLoadTarget(testBed.userManager().ports().http(), requests, CREATED);
    return new LoadGenerator(testBed.vertx(), target, connections);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time();
    double bare = floorPerSecond(time);
    MeasuredLoad fresh = closed("new registrations", newLoad, time);
    MeasuredLoad replayed = closed("repeated registrations", replayLoad, time);
    return List.of(
        RoundFigures.of(bare, fresh.perSecond()),
        new RoundFigures(
            fresh.perSecond(), replayed.perSecond(), MeasuredLoad.note(fresh, replayed)));
  }

  private double floorPerSecond(Duration time) {
    String command = CONNECTIONS + " " + time.toMillis();
    long done = Long.parseLong(floor.execute(command, time.plusSeconds(30))[0]);
    return done / (time.toMillis() / 1e3);
  }

  private MeasuredLoad closed(String what, LoadGenerator load, Duration time) throws Exception {
    return MeasuredLoad.closed(what, load, testBed.userManager().program(), time);
  }

  @Override
  public void close() {
    if (floor != null) {
      testBed.stop(floor);
    }
  }
}
