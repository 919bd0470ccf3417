package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.EmptyCall;
import dev.flightwatch.bench.load.GrpcLoadTarget;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.proto.CheckUserRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Compares CheckUser for existing users with an empty gRPC call. */
final class CheckUserScenario implements Scenario {
  private static final int CALLS_AT_ONCE = 32;
  private static final BenchmarkRow ROW =
      new BenchmarkRow("gRPC CheckUser", "calls/s", RatioTarget.atLeast(0.7));
  private static final List<String> EMAILS =
      IntStream.range(0, CALLS_AT_ONCE).mapToObj(i -> "checked" + i + BenchCleanup.DOMAIN).toList();

  private final TestBed testBed;
  private Program floor;
  private LoadGenerator floorLoad;
  private LoadGenerator oursLoad;

  CheckUserScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    int port = FreePorts.find(1).get(0);
    floor = testBed.start(ProgramSpec.of("floor", EmptyCall.class, Integer.toString(port)));
    floor.awaitOutput("^ready");
    for (String email : EMAILS) {
      ServiceApi.register(testBed.userManager(), email, email);
    }
    floorLoad = load(port);
    oursLoad = load(testBed.userManager().ports().grpc());
    Duration warmUp = testBed.length().warmUp();
    WarmUp.of(floor, warmUp, floorLoad);
    WarmUp.of(testBed.userManager().program(), warmUp, oursLoad);
  }

  private LoadGenerator load(int port) {
    GrpcLoadTarget target = new GrpcLoadTarget(port, "/UserManager/CheckUser", requests());
    return new LoadGenerator(testBed.vertx(), target, CALLS_AT_ONCE);
  }

  /**
   * Uses a new message id for each request, so that no response comes from the idempotency store.
   */
  private static Supplier<byte[]> requests() {
    AtomicLong messages = new AtomicLong(System.nanoTime());
    return () -> {
      long message = messages.incrementAndGet();
      return CheckUserRequest.newBuilder()
          .setClientId("bench")
          .setMessageId(Long.toString(message, Character.MAX_RADIX))
          .setEmail(EMAILS.get((int) (message % EMAILS.size())))
          .build()
          .toByteArray();
    };
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time();
    MeasuredLoad empty = MeasuredLoad.closed("empty calls", floorLoad, floor, time);
    MeasuredLoad ours =
        MeasuredLoad.closed("CheckUser", oursLoad, testBed.userManager().program(), time);
    return List.of(
        new RoundFigures(empty.perSecond(), ours.perSecond(), MeasuredLoad.note(empty, ours)));
  }

  @Override
  public void close() {
    if (floor != null) {
      testBed.stop(floor);
    }
  }
}
