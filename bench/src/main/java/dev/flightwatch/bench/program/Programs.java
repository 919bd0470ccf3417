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
 * Starts programs, and ends them all when it is closed, the last first; also when this process is
 * told to end.
 */
public final class Programs implements AutoCloseable {
  /** What a Java program finds in its environment in any case; nothing else of ours leaks in. */
  private static final Set<String> KEPT =
      Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER");

  private final Path home;
  private final Path logs;
  private final Deque<Program> running = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param home the folder that programs start in, the repository's root
   * @param logs where what they print goes
   */
  public Programs(Path home, Path logs) {
    this.home = requireNonNull(home);
    this.logs = requireNonNull(logs);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-programs"));
  }

  /**
   * Starts a program with the heap that one of our containers would give it at least; does not wait
   * until it is ready.
   *
   * @throws IOException when there is no such program as Java, taskset or nice
   */
  public synchronized Program start(ProgramSpec spec, Place place, int heapMib) throws IOException {
    if (closed) {
      throw new IOException("no program is started any more");
    }
    List<String> command = new ArrayList<>(place.prefix());
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
    environment.keySet().retainAll(KEPT);
    environment.putAll(spec.environment());
    Program started = new Program(spec.name(), builder.start(), log);
    running.push(started);
    return started;
  }

  /** Those that the containers have, as far as every JDK knows them; the heap is ours. */
  private List<String> options() throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("docker/java.options"))) {
      return lines
          .filter(line -> line.startsWith("-XX:") || line.startsWith("-D"))
          .filter(line -> !line.startsWith("-XX:MaxRAM"))
          .toList();
    }
  }

  /** Ends one of them, if it has not ended yet. */
  public synchronized void end(Program program) {
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
