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

/** CheckUser of a user who exists, beside an empty call on the same stack. */
final class CheckUserScenario implements Scenario {
  private static final int CALLS_AT_ONCE = 32;
  private static final Row ROW = new Row("gRPC CheckUser", "calls/s", Target.atLeast(0.7));
  private static final String EMAIL = "checked" + Leftovers.DOMAIN;

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
    Api.register(stage.userManager(), EMAIL, EMAIL);
    floorLoad = load(port);
    oursLoad = load(stage.userManager().ports().grpc());
    measure(stage.effort().warmUp());
  }

  private Load load(int port) {
    GrpcLanes lanes = new GrpcLanes(port, "/UserManager/CheckUser", questions());
    return new Load(stage.vertx(), lanes, CALLS_AT_ONCE);
  }

  /** Each under a message id of its own, so that none is answered from the record of another. */
  private static Supplier<byte[]> questions() {
    CheckUserRequest request =
        CheckUserRequest.newBuilder().setClientId("bench").setEmail(EMAIL).build();
    AtomicLong messages = new AtomicLong(System.nanoTime());
    return () ->
        request.toBuilder()
            .setMessageId(Long.toString(messages.incrementAndGet(), Character.MAX_RADIX))
            .build()
            .toByteArray();
  }

  @Override
  public List<Pair> round() throws Exception {
    return List.of(measure(stage.effort().time()));
  }

  private Pair measure(Duration time) throws Exception {
    Loaded empty = Loaded.closed("empty calls", floorLoad, floor, time);
    Loaded ours = Loaded.closed("CheckUser", oursLoad, stage.userManager().program(), time);
    return new Pair(empty.perSecond(), ours.perSecond(), Loaded.note(empty, ours));
  }

  @Override
  public void close() {
    if (floor != null) {
      stage.end(floor);
    }
  }
}
