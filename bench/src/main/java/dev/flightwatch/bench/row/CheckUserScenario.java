package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.EmptyCall;
import dev.flightwatch.bench.load.GrpcLanes;
import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import dev.flightwatch.proto.CheckUserRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** CheckUser of users who exist, beside an empty call on the same stack. */
final class CheckUserScenario implements Scenario {
  private static final int CALLS_AT_ONCE = 32;
  private static final Row ROW = new Row("gRPC CheckUser", "calls/s", Target.atLeast(0.7));
  private static final List<String> EMAILS =
      IntStream.range(0, CALLS_AT_ONCE).mapToObj(i -> "checked" + i + Leftovers.DOMAIN).toList();

  private final Stage stage;
  private Program floor;
  private Load floorLoad;
  private Load oursLoad;

  CheckUserScenario(Stage stage) {
    this.stage = stage;
  }

  @Override
  public List<Row> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    int port = FreePorts.find(1).get(0);
    floor = stage.start(ProgramSpec.of("floor", EmptyCall.class, Integer.toString(port)));
    floor.awaitPrinted("^ready");
    for (String email : EMAILS) {
      Api.register(stage.userManager(), email, email);
    }
    floorLoad = load(port);
    oursLoad = load(stage.userManager().ports().grpc());
    Duration warmUp = stage.effort().warmUp();
    WarmUp.of(floor, warmUp, floorLoad);
    WarmUp.of(stage.userManager().program(), warmUp, oursLoad);
  }

  private Load load(int port) {
    GrpcLanes lanes = new GrpcLanes(port, "/UserManager/CheckUser", questions());
    return new Load(stage.vertx(), lanes, CALLS_AT_ONCE);
  }

  /** Each under a message id of its own, so that none is answered from the record of another. */
  private static Supplier<byte[]> questions() {
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
  public List<Pair> round() throws Exception {
    Duration time = stage.effort().time();
    Loaded empty = Loaded.closed("empty calls", floorLoad, floor, time);
    Loaded ours = Loaded.closed("CheckUser", oursLoad, stage.userManager().program(), time);
    return List.of(new Pair(empty.perSecond(), ours.perSecond(), Loaded.note(empty, ours)));
  }

  @Override
  public void close() {
    if (floor != null) {
      stage.end(floor);
    }
  }
}
