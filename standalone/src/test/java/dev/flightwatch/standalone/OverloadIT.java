package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.SteadyLoad.TimedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as many registrations as can be served. */
@Tag("chaos")
class OverloadIT {
  private static final int CLIENTS = 8;
  private static final long MIB = 1024;

  /** Time in which a new JVM compiles the code that this load runs. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(8);

  @TempDir Path data;

  private final AtomicInteger users = new AtomicInteger();
  private FlightwatchProcess target;

  @Test
  void excessShouldBeRejectedAtOnceAndReadsNotSlowed() throws Exception {
    try (FlightwatchProcess started =
        FlightwatchProcess.start(data, Map.of(), "--ephemeral").awaitReady()) {
      target = started;
      followAirport();
      perSecond(ChaosRun.scaled(5, 3));
      double before = perSecond(ChaosRun.scaled(5, 3));
      List<TimedRequest> baseline = readBaseline();
      long heapBefore = liveHeapKib();

      SteadyLoad reads = reads();
      SteadyLoad registrations = SteadyLoad.begin(10 * before, i -> registerNext());
      ChaosRun.pause(UNTIL_COMPILED);
      long begin = System.nanoTime();
      ChaosRun.pause(ChaosRun.scaled(15, 5));
      List<TimedRequest> sent =
          registrations.end().stream().filter(request -> request.sentAfter(begin)).toList();
      double seconds = (System.nanoTime() - begin) / 1e9;
      List<TimedRequest> read =
          reads.end().stream().filter(request -> request.sentAfter(begin)).toList();
      long heapAfter = liveHeapKib();
      long one = System.nanoTime();
      Reply next = registerNext().join();
      long oneMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - one);
      double after = perSecondAgain(before);

      Measurements measured = new Measurements(before, seconds, sent, read, baseline);
      print(measured);
      ChaosRun.print("  live heap %d KiB before, %d KiB after", heapBefore, heapAfter);
      ChaosRun.print(
          "  the next registration: %d in %d ms; then %.1f/s", next.status(), oneMillis, after);
      assertRejectedAtOnceAndReadsNotSlowed(measured);
      assertThat(heapAfter).as("live heap, KiB").isLessThan(heapBefore + 32 * MIB);
      assertThat(next.status()).isEqualTo(201);
      assertThat(after).as("registrations a second").isGreaterThanOrEqualTo(before / 2);
    }
  }

  /** The requests during the overload, and reads without it as a baseline. */
  private record Measurements(
      double servable,
      double seconds,
      List<TimedRequest> sent,
      List<TimedRequest> read,
      List<TimedRequest> baseline) {
    List<TimedRequest> served() {
      return SteadyLoad.withStatus(201, sent);
    }

    List<TimedRequest> rejected() {
      return SteadyLoad.withStatus(503, sent);
    }
  }

  private static void print(Measurements measured) {
    ChaosRun.print(
        "overload: %.0f/s sent, %.1f/s can be served, %.1f/s were served; 201: %s; 503: %s",
        10 * measured.servable(),
        measured.servable(),
        measured.served().size() / measured.seconds(),
        SteadyLoad.summary(measured.served()),
        SteadyLoad.summary(measured.rejected()));
    ChaosRun.print(
        "  reads during the overload: %s; before: %s",
        SteadyLoad.summary(measured.read()), SteadyLoad.summary(measured.baseline()));
  }

  private static void assertRejectedAtOnceAndReadsNotSlowed(Measurements measured) {
    assertThat(SteadyLoad.byStatus(measured.sent()).keySet()).containsExactlyInAnyOrder(201, 503);
    assertThat(measured.rejected()).allMatch(request -> request.reply().retryAfter() != null);
    assertThat(SteadyLoad.millisOf(0.5, measured.rejected()))
        .as("median of 503, to that of 201, ms")
        .isLessThan(SteadyLoad.millisOf(0.5, measured.served()));
    assertThat(SteadyLoad.byStatus(measured.read()).keySet()).containsExactly(200);
    assertThat(SteadyLoad.millisOf(0.5, measured.read()))
        .as("median of reads, to that of registrations, ms")
        .isLessThan(SteadyLoad.millisOf(0.5, measured.served()));
  }

  private void followAirport() {
    assertThat(ChaosRun.register(target.userManager(), "sara").join().status()).isEqualTo(201);
    assertThat(ChaosRun.follow(target.dataCollector(), "sara", "LICC").join().status())
        .isEqualTo(200);
  }

  private SteadyLoad reads() {
    return SteadyLoad.begin(50, i -> ChaosRun.get(target.dataCollector(), path(i)));
  }

  private List<TimedRequest> readBaseline() throws InterruptedException {
    try (SteadyLoad reads = reads()) {
      ChaosRun.pause(ChaosRun.scaled(3, 2));
      return reads.end();
    }
  }

  private static String path(int number) {
    return number % 2 == 0 ? "/flights/last?airport=LICC" : "/interests?email=sara@example.com";
  }

  private CompletableFuture<Reply> registerNext() {
    return ChaosRun.register(target.userManager(), "user-" + users.incrementAndGet());
  }

  /** Measures up to three times, because other work on the machine may interfere. */
  private double perSecondAgain(double before) throws InterruptedException {
    double after = 0;
    for (int attempt = 0; attempt < 3 && after < before / 2; attempt++) {
      after = perSecond(ChaosRun.scaled(5, 3));
    }
    return after;
  }

  /** Returns the rate of registrations by clients that each send one after another. */
  private double perSecond(Duration time) throws InterruptedException {
    long begin = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          while (System.nanoTime() - begin < time.toNanos()) {
                            if (registerNext().join().status() == 201) {
                              done.incrementAndGet();
                            }
                          }
                        }))
            .toList();
    clients.forEach(Thread::start);
    for (Thread client : clients) {
      client.join();
    }
    return done.get() / ((System.nanoTime() - begin) / 1e9);
  }

  /** Returns the used heap after a garbage collection. */
  private long liveHeapKib() throws IOException {
    jcmd("GC.run");
    Matcher used = Pattern.compile("heap .*used (\\d+)K").matcher(jcmd("GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1));
  }

  private String jcmd(String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), String.valueOf(target.pid()), command).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
