package dev.flightwatch.embedded.postgres;

import dev.flightwatch.testkit.ServerProcess;
import java.nio.file.Path;

/** PostgreSQL in a JVM that the crash test kills. */
final class PostgresProcess {
  private PostgresProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var server = EmbeddedPostgresServer.start(Path.of(arguments[0]))) {
      ServerProcess.serve(server.url());
    }
  }
}
