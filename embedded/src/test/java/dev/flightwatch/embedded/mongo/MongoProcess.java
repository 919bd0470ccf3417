package dev.flightwatch.embedded.mongo;

import dev.flightwatch.testkit.ServerProcess;
import java.nio.file.Path;

/** The embedded MongoDB-compatible server in a JVM that the crash test kills. */
final class MongoProcess {
  private MongoProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var server = EmbeddedMongoServer.start(Path.of(arguments[0]))) {
      ServerProcess.serve(server.url());
    }
  }
}
