package dev.flightwatch.embedded.postgres;

import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database cluster: the files of one server, and the server itself. The caller has
 * locked the directory, so a server that already runs there was left behind by a killed process.
 */
final class PostgresCluster {
  static final String USER = "flightwatch";

  private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration FAST_STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration IMMEDIATE_STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Path folder;
  private final Path data;
  private final Path pidFile;
  private final Path passwordFile;
  private final PostgresPrograms programs;

  PostgresCluster(Path folder) throws IOException {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.pidFile = data.resolve("postmaster.pid");
    this.passwordFile = folder.resolve("password");
    this.programs =
        new PostgresPrograms(PostgresBinaries.unpack(folder), folder.resolve("postgresql.log"));
  }

  /** Creates the files and a random password, unless they exist. */
  void initialise() throws IOException {
    programs.clearLog();
    if (Files.isDirectory(data)) {
      return;
    }
    writePassword();
    Path unfinished = folder.resolve("initialising");
    DataFolder.deleteTree(unfinished);
    int exitCode =
        programs.run(
            START_TIMEOUT,
            "initdb",
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C");
    if (exitCode != 0) {
      throw failure("cannot initialise");
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, HexFormat.of().formatHex(random), StandardOpenOption.DSYNC);
  }

  String password() throws IOException {
    return Files.readString(passwordFile).strip();
  }

  /** Returns the port of the running server, which its documentation gives as the fourth line. */
  int port() throws IOException {
    return Integer.parseInt(Files.readAllLines(pidFile).get(3).strip());
  }

  /** Starts the server. Returns false if another process uses the port. */
  boolean start(int port, List<String> settings) throws IOException {
    programs.clearLog();
    // pg_ctl starts the server in a session of its own, so Ctrl-C in the terminal does not reach
    // it.
    int exitCode =
        pgCtl(
            "start",
            START_TIMEOUT,
            "--log=" + programs.log(),
            "--options=-p "
                + port
                + settings.stream().map(" -c "::concat).collect(Collectors.joining()));
    if (exitCode == 0) {
      return true;
    }
    if (Files.readString(programs.log()).contains("could not bind")) {
      return false;
    }
    throw failure("cannot start");
  }

  /** Stops the server that a killed process left behind, if there is one. */
  void stopOrphan() throws IOException {
    var recorded = recordedProcess();
    if (recorded.isPresent() && !isPostgres(recorded.get())) {
      // Another program has the recorded process id now; PostgreSQL would take it for its server.
      Files.delete(pidFile);
    } else if (isRunning()) {
      log.warn("Stopping the PostgreSQL server that a killed process left behind in {}", folder);
      stop();
    }
  }

  /** Closes the connections and stops the server. */
  void stop() throws IOException {
    if (!stop("fast", FAST_STOP_TIMEOUT) && !stop("immediate", IMMEDIATE_STOP_TIMEOUT)) {
      throw failure("cannot be stopped");
    }
  }

  private boolean stop(String mode, Duration timeout) throws IOException {
    pgCtl("stop", timeout, "--mode=" + mode);
    return !isRunning();
  }

  private int pgCtl(String action, Duration timeout, String... options) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(action, "--wait", "--timeout=" + timeout.toSeconds(), "--pgdata=" + data));
    arguments.addAll(List.of(options));
    return programs.run(timeout.plusSeconds(5), "pg_ctl", arguments.toArray(String[]::new));
  }

  private boolean isRunning() throws IOException {
    return recordedProcess()
        .filter(PostgresCluster::isPostgres)
        .flatMap(ProcessHandle.Info::arguments)
        .filter(arguments -> Arrays.asList(arguments).contains(data.toString()))
        .isPresent();
  }

  private static boolean isPostgres(ProcessHandle.Info process) {
    return process.command().orElse("").endsWith("/postgres");
  }

  private Optional<ProcessHandle.Info> recordedProcess() throws IOException {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      return ProcessHandle.of(pid).map(ProcessHandle::info);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private EmbeddedServerException failure(String what) throws IOException {
    return new EmbeddedServerException(
        "PostgreSQL %s in %s: %s".formatted(what, folder, programs.errorMessage()));
  }
}
