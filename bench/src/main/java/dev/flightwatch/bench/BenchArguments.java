package dev.flightwatch.bench;

import dev.flightwatch.bench.program.CpuPlacement;
import dev.flightwatch.bench.scenario.CpuLayout;
import dev.flightwatch.bench.scenario.OtherServer;
import dev.flightwatch.bench.scenario.RunLength;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The command line arguments of the benchmarks, including those that {@code bench/run} adds. */
final class BenchArguments {
  @Option(names = "--quick")
  private boolean isQuick;

  @Option(names = "--smoke")
  private boolean isSmoke;

  /** A part of the names of the rows to measure; empty: all rows. */
  @Option(names = "--only", defaultValue = "")
  private String only;

  @Option(names = "--against")
  private Optional<String> against;

  /** The root of the repository. */
  @Option(names = "--home", defaultValue = ".")
  private Path home;

  /** The measured commit. */
  @Option(names = "--commit", defaultValue = "unknown")
  private String commit;

  /** The CPUs of the measured programs; empty: any. */
  @Option(names = "--server-cpus")
  private Optional<String> serverCpus;

  /** The CPUs of this process and the databases; empty: any. */
  @Option(names = "--load-cpus")
  private Optional<String> loadCpus;

  /**
   * Parses the command line.
   *
   * @throws CommandLine.ParameterException if it is invalid; the message names the argument
   * @throws IllegalArgumentException if a URL is invalid; the message names the argument
   */
  static BenchArguments parse(String... words) {
    BenchArguments arguments = CommandLine.populateCommand(new BenchArguments(), words);
    arguments.against();
    return arguments;
  }

  /** Returns the server that is measured in place of the floors. */
  Optional<OtherServer> against() {
    return against.map(OtherServer::parse);
  }

  String only() {
    return only;
  }

  Path home() {
    return home;
  }

  String commit() {
    return commit;
  }

  boolean isSmoke() {
    return isSmoke;
  }

  String mode() {
    return isSmoke ? "smoke" : isQuick ? "quick" : "full";
  }

  RunLength length() {
    return isSmoke ? RunLength.SMOKE : isQuick ? RunLength.QUICK : RunLength.FULL;
  }

  CpuLayout layout() {
    return new CpuLayout(new CpuPlacement(serverCpus, false), new CpuPlacement(loadCpus, true));
  }

  String shownCpus() {
    return serverCpus
        .map(cpus -> "%s measured, %s load and databases".formatted(cpus, loadCpus.orElse("any")))
        .orElse("not pinned");
  }
}
