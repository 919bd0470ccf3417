package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.Load.Sample;
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

/** Ten times the registrations that can be served. */
@Tag("chaos")
class OverloadIT {
  private static final int CLIENTS = 8;
  private static final long MIB = 1024;

  /** How long a new JVM is still busy compiling what this load needs. */
  private static final Duration UNTIL_COMPILED = Duration.ofSeconds(8);

  @TempDir Path data;

  private final AtomicInteger users = new AtomicInteger();
  private FlightwatchProcess target;

  @Test
  void excessShouldBeRefusedAtOnceAndReadsNotSlowed() throws Exception {
    try (FlightwatchProcess started =
        FlightwatchProcess.start(data, Map.of(), "--ephemeral").awaitReady()) {
      target = started;
      givenAnAirport();
      perSecond(Chaos.scaled(5, 3));
      double before = perSecond(Chaos.scaled(5, 3));
      List<Sample> alone = readsAlone();
      long heapBefore = liveHeapKib();

      Load reads = reads();
      Load registrations = Load.begin(10 * before, i -> registerNext());
      Chaos.pass(UNTIL_COMPILED);
      long begin = System.nanoTime();
      Chaos.pass(Chaos.scaled(15, 5));
      List<Sample> asked = registrations.end().stream().filter(s -> s.sentAfter(begin)).toList();
      double seconds = (System.nanoTime() - begin) / 1e9;
      List<Sample> read = reads.end().stream().filter(s -> s.sentAfter(begin)).toList();
      long heapAfter = liveHeapKib();
      long one = System.nanoTime();
      Reply next = registerNext().join();
      long oneMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - one);
      double after = perSecondAgain(before);

      Figures figures = new Figures(before, seconds, asked, read, alone);
      print(figures);
      Chaos.print("  live heap %d KiB before, %d KiB after", heapBefore, heapAfter);
      Chaos.print(
          "  the next registration: %d in %d ms; then %.1f/s", next.status(), oneMillis, after);
      assertRefusedAtOnceAndReadsNotSlowed(figures);
      assertThat(heapAfter).as("live heap, KiB").isLessThan(heapBefore + 32 * MIB);
      assertThat(next.status()).isEqualTo(201);
      assertThat(oneMillis).as("the next registration, ms").isLessThan(1000);
      assertThat(after).as("registrations a second").isGreaterThanOrEqualTo(before / 2);
    }
  }

  /** What the overload was like, beside the reads of a time without it. */
  private record Figures(
      double servable, double seconds, List<Sample> asked, List<Sample> read, List<Sample> alone) {
    List<Sample> served() {
      return Load.withStatus(201, asked);
    }

    List<Sample> refused() {
      return Load.withStatus(503, asked);
    }
  }

  private static void print(Figures figures) {
    Chaos.print(
        "overload: %.0f/s asked, where %.1f/s can be served; %.1f/s were; 201: %s; 503: %s",
        10 * figures.servable(),
        figures.servable(),
        figures.served().size() / figures.seconds(),
        Load.figures(figures.served()),
        Load.figures(figures.refused()));
    Chaos.print(
        "  reads beside it: %s; alone: %s",
        Load.figures(figures.read()), Load.figures(figures.alone()));
  }

  private static void assertRefusedAtOnceAndReadsNotSlowed(Figures figures) {
    assertThat(Load.byStatus(figures.asked()).keySet()).containsExactlyInAnyOrder(201, 503);
    assertThat(figures.refused()).allMatch(sample -> sample.reply().retryAfter() != null);
    assertThat(Load.millisOf(1, figures.refused()))
        .as("slowest 503, ms")
        .isLessThan(bound(1000, figures.alone()));
    assertThat(Load.byStatus(figures.read()).keySet()).containsExactly(200);
    assertThat(Load.millisOf(0.99, figures.read()))
        .as("99th percentile of reads, ms")
        .isLessThan(bound(100, figures.alone()));
  }

  /**
   * A machine that is busy with other things slows all answers by itself; the short form bears it.
   */
  private static long bound(long millis, List<Sample> alone) {
    return Math.max(Chaos.isShort() ? 3 * millis : millis, 3 * Load.millisOf(0.99, alone));
  }

  private void givenAnAirport() {
    assertThat(Chaos.register(target.userManager(), "sara").join().status()).isEqualTo(201);
    assertThat(Chaos.follow(target.dataCollector(), "sara", "LICC").join().status()).isEqualTo(200);
  }

  private Load reads() {
    return Load.begin(50, i -> Chaos.get(target.dataCollector(), path(i)));
  }

  private List<Sample> readsAlone() throws InterruptedException {
    try (Load reads = reads()) {
      Chaos.pass(Chaos.scaled(3, 2));
      return reads.end();
    }
  }

  private static String path(int number) {
    return number % 2 == 0 ? "/flights/last?airport=LICC" : "/interests?email=sara@example.com";
  }

  private CompletableFuture<Reply> registerNext() {
    return Chaos.register(target.userManager(), "user-" + users.incrementAndGet());
  }

  /** Tried again where other work on the machine may have been in the way. */
  private double perSecondAgain(double before) throws InterruptedException {
    double after = 0;
    for (int attempt = 0; attempt < 3 && after < before / 2; attempt++) {
      after = perSecond(Chaos.scaled(5, 3));
    }
    return after;
  }

  /** The registrations a second that some clients get done, each sending one after another. */
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

  /** What is left of the heap after a collection. */
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
