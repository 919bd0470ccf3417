package dev.flightwatch.bench;

import dev.flightwatch.bench.program.ProgramRunner;
import dev.flightwatch.bench.report.MachineInfo;
import dev.flightwatch.bench.report.Report;
import dev.flightwatch.bench.report.RowResult;
import dev.flightwatch.bench.scenario.Benchmark;
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
import picocli.CommandLine;

/** Runs the benchmarks, prints one table, and saves it. Started by {@code bench/run}. */
public final class BenchMain {
  private static final Logger log = LoggerFactory.getLogger(BenchMain.class);
  private static final int UNDER_HALF = 1;
  private static final int CANNOT_RUN = 2;

  private BenchMain() {}

  public static void main(String[] words) {
    int code = CANNOT_RUN;
    try {
      code = run(BenchArguments.parse(words));
    } catch (CommandLine.ParameterException | IllegalArgumentException e) {
      System.err.println("bench/run: " + e.getMessage() + "; see --help");
    } catch (Exception e) {
      log.error("The benchmarks cannot run", e);
    }
    System.exit(code);
  }

  private static int run(BenchArguments arguments) throws Exception {
    Instant started = Instant.now();
    Map<String, String> conditions = MachineInfo.properties();
    conditions.put("load average before", String.format(Locale.ROOT, "%.2f", MachineInfo.load()));
    conditions.put("commit", arguments.commit());
    conditions.put("CPUs", arguments.shownCpus());
    Report report = new Report(conditions, measured(arguments, conditions, started));
    System.out.print(report.text());
    log.info(
        "Saved the table to {}",
        report.write(arguments.home().resolve("bench/results"), started, arguments.mode()));
    return exitCode(arguments, report);
  }

  /** Only the smoke mode can fail, and only if a ratio is under half of its target. */
  static int exitCode(BenchArguments arguments, Report report) {
    if (!arguments.isSmoke() || report.underHalf().isEmpty()) {
      return 0;
    }
    report.underHalf().forEach(row -> log.error("{} is under half of its target", row.name()));
    return UNDER_HALF;
  }

  private static List<RowResult> measured(
      BenchArguments arguments, Map<String, String> conditions, Instant started) throws Exception {
    Path files = Files.createTempDirectory("flightwatch-bench-");
    List<RowResult> results;
    try (ProgramRunner programs = new ProgramRunner(arguments.home(), files);
        Benchmark benchmark =
            Benchmark.prepare(
                programs, files, arguments.length(), arguments.layout(), arguments.against())) {
      conditions.put("databases", benchmark.databases());
      results = benchmark.run(arguments.only());
    }
    Duration took = Duration.between(started, Instant.now());
    conditions.put("run", "%s, %s, %d s".formatted(arguments.mode(), started, took.toSeconds()));
    remove(files);
    return results;
  }

  /**
   * Deletes the files of a successful run. After a failure they are kept, since messages name them.
   */
  private static void remove(Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
