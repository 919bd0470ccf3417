package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.EmptyCall;
import dev.flightwatch.bench.load.GrpcLoadTarget;
import dev.flightwatch.bench.load.LoadTarget;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.proto.CheckUserRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Compares CheckUser for existing users with an empty gRPC call. */
final class CheckUserScenario extends RateScenario {
  private static final BenchmarkRow ROW =
      new BenchmarkRow("gRPC CheckUser", "calls/s", RatioTarget.atLeast(0.35));
  private static final List<String> EMAILS =
      IntStream.range(0, REQUESTS_AT_ONCE)
          .mapToObj(i -> "checked" + i + BenchCleanup.DOMAIN)
          .toList();

  private final TestBed testBed;

  CheckUserScenario(TestBed testBed) {
    super(testBed, ROW, testBed.userManager().program(), testBed.userManager().ports().grpc());
    this.testBed = testBed;
  }

  @Override
  ProgramSpec floorOn(int port) {
    return ProgramSpec.of("floor", EmptyCall.class, Integer.toString(port));
  }

  @Override
  LoadTarget requestsTo(int port) throws Exception {
    for (String email : EMAILS) {
      ServiceApi.register(testBed.userManager(), email, email);
    }
    return new GrpcLoadTarget(port, "/UserManager/CheckUser", requests());
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
}
