package dev.flightwatch.embedded.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs PostgreSQL's programs and waits for their end. Their output goes to a log file. */
record PostgresPrograms(Path binaries, Path log) {
  private static final Pattern ERROR = Pattern.compile("(?:FATAL|error): *(.*)");

  /** Returns the exit code of the program, or -1 if it was killed after the timeout. */
  int run(Duration timeout, String program, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL refuses to run as root; in a new user namespace it runs as an unprivileged user.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    // Not a pipe, because the server inherits it and can outlive this process.
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return -1;
  }

  void clearLog() throws IOException {
    Files.writeString(log, "");
  }

  /** Returns the first error in the log, or its first line. */
  String errorMessage() throws IOException {
    String text = Files.readString(log).strip();
    Matcher error = ERROR.matcher(text);
    return error.find() ? error.group(1) : text.lines().findFirst().orElse("no reason given");
  }
}
