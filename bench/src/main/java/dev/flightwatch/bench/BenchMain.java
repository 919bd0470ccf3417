package dev.flightwatch.bench;

import dev.flightwatch.bench.program.Place;
import dev.flightwatch.bench.program.Programs;
import dev.flightwatch.bench.report.Machine;
import dev.flightwatch.bench.report.Report;
import dev.flightwatch.bench.report.Result;
import dev.flightwatch.bench.row.Benchmark;
import dev.flightwatch.bench.row.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures, prints one table, and keeps it; what {@code bench/run} starts. */
public final class BenchMain {
  private static final Logger log = LoggerFactory.getLogger(BenchMain.class);
  private static final int UNDER_HALF = 1;
  private static final int CANNOT_RUN = 2;

  private BenchMain() {}

  public static void main(String[] words) {
    int code = CANNOT_RUN;
    try {
      code = run(BenchArguments.parse(words));
    } catch (IllegalArgumentException e) {
      System.err.println("bench/run: " + e.getMessage());
    } catch (Exception e) {
      log.error("Nothing can be measured", e);
    }
    System.exit(code);
  }

  private static int run(BenchArguments arguments) throws Exception {
    Instant begun = Instant.now();
    Map<String, String> facts = Machine.facts();
    facts.put("load average before", String.format(Locale.ROOT, "%.2f", Machine.load()));
    facts.put("commit", arguments.commit());
    facts.put("CPUs", arguments.shownCpus());
    Report report = new Report(facts, measured(arguments, facts, begun));
    System.out.print(report.text());
    log.info("Kept in {}", report.write(arguments.results(), begun, arguments.mode()));
    return exitCode(arguments, report);
  }

  /** Only the form for CI fails, and only by figures that no noise explains. */
  static int exitCode(BenchArguments arguments, Report report) {
    if (!arguments.isSmoke() || report.underHalf().isEmpty()) {
      return 0;
    }
    report.underHalf().forEach(row -> log.error("Under half of its target: {}", row.name()));
    return UNDER_HALF;
  }

  private static List<Result> measured(
      BenchArguments arguments, Map<String, String> facts, Instant begun) throws Exception {
    Path files = Files.createTempDirectory("flightwatch-bench-");
    Layout layout =
        new Layout(new Place(arguments.serverCpus(), false), new Place(arguments.loadCpus(), true));
    List<Result> results;
    try (Programs programs = new Programs(arguments.home(), files);
        Benchmark benchmark = Benchmark.prepare(programs, files, arguments.effort(), layout)) {
      facts.put("databases", benchmark.databases());
      results = benchmark.run(arguments.only());
    }
    Duration took = Duration.between(begun, Instant.now());
    facts.put("run", "%s, %s, %d s".formatted(arguments.mode(), begun, took.toSeconds()));
    remove(files);
    return results;
  }

  /** Kept where something failed, since messages name them. */
  private static void remove(Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
