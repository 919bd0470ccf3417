package dev.flightwatch.standalone;

import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Prints the addresses of the servers to the console when the system is ready. */
final class StartupSummary {
  private StartupSummary() {}

  static void print(
      ListeningPorts ports,
      Optional<OpenSkyEmulator> emulator,
      Optional<Path> folder,
      Duration duration) {
    System.out.printf(
        """

        Flightwatch is ready after %.1f s.
          open            http://localhost:%d  health http://127.0.0.1:%d/health/ready
          user manager    %s
          data collector  %s
          flights         %s
          data            %s
        Try:
          curl -i http://127.0.0.1:%d/users -H 'Content-Type: application/json' -H 'Request-ID: r-1' \
        -d '{"email":"sara@unict.it","password":"correct-horse"}'

        """,
        duration.toMillis() / 1000.0,
        ports.port("gateway http").orElseThrow(),
        ports.port("gateway management").orElseThrow(),
        service(ports, "user-manager"),
        service(ports, "data-collector"),
        emulator
            .map(e -> "simulated by the OpenSky emulator at " + e.apiUrl())
            .orElse("from OpenSky; without OpenSky credentials, simulated and marked as mock"),
        folder.map(Path::toString).orElse("temporary, deleted when the process ends"),
        ports.port("user-manager http").orElseThrow());
  }

  private static String service(ListeningPorts ports, String name) {
    return "http://127.0.0.1:%d  gRPC %d  health http://127.0.0.1:%d/health/ready"
        .formatted(
            ports.port(name + " http").orElseThrow(),
            ports.port(name + " grpc").orElseThrow(),
            ports.port(name + " management").orElseThrow());
  }

  static void printDatabases(EmbeddedDatabases databases) {
    databases.postgres().ifPresent(server -> System.out.println("DATABASE_URL=" + server.url()));
    databases.mongo().ifPresent(server -> System.out.println("MONGO_URL=" + server.url()));
  }
}
