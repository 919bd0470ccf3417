package dev.flightwatch.bench.program;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts programs, and stops all of them, in reverse order, when it is closed or this process
 * receives a termination signal.
 */
public final class ProgramRunner implements AutoCloseable {
  /** The variables that programs inherit; no others are passed on. */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER");

  private final Path home;
  private final Path logs;
  private final Deque<Program> running = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param home the working directory of the programs, the root of the repository
   * @param logs the directory for their output
   */
  public ProgramRunner(Path home, Path logs) {
    this.home = requireNonNull(home);
    this.logs = requireNonNull(logs);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-programs"));
  }

  /**
   * Starts a program, without waiting until it is ready.
   *
   * @param heapMib its maximum heap size
   * @throws IOException if java, taskset or nice cannot be started
   */
  public synchronized Program start(ProgramSpec spec, CpuPlacement placement, int heapMib)
      throws IOException {
    if (closed) {
      throw new IOException("the runner is closed");
    }
    List<String> command = new ArrayList<>(placement.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.add("-Xmx" + heapMib + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), spec.main().getName()));
    command.addAll(spec.arguments());
    Path log = Files.createTempFile(logs, spec.name().replace(' ', '-') + "-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.putAll(spec.environment());
    Program started = new Program(spec.name(), builder.start(), log);
    running.push(started);
    return started;
  }

  /** Returns the JVM options of the containers that every JDK accepts, except the heap size. */
  private List<String> options() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("docker/java.options"))) {
      return lines
          .filter(line -> line.startsWith("-XX:") || line.startsWith("-D"))
          .filter(line -> !line.startsWith("-XX:MaxRAM"))
          .toList();
    }
  }

  /** Stops a program, if it is running. */
  public synchronized void stop(Program program) {
    program.close();
    running.remove(program);
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
