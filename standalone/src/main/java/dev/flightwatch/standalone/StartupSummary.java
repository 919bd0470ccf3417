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
    String userManager = service(ports, "user-manager");
    String dataCollector = service(ports, "data-collector");
    System.out.printf(
        """

        Flightwatch is ready after %.1f s.
          user manager    %s
          data collector  %s
          flights         %s
          data            %s
        Try:
          curl -i http://127.0.0.1:%d/users -H 'Content-Type: application/json' -H 'Request-ID: r-1' \
        -d '{"email":"sara@unict.it","password":"correct-horse"}'

        """,
        duration.toMillis() / 1000.0,
        userManager,
        dataCollector,
        emulator
            .map(e -> "simulated by the OpenSky emulator at " + e.apiUrl())
            .orElse("from OpenSky; without OpenSky credentials, simulated and marked as mock"),
        folder.map(Path::toString).orElse("temporary, deleted when the process ends"),
        port(ports, "user-manager http"));
  }

  private static String service(ListeningPorts ports, String name) {
    return "http://127.0.0.1:%d  gRPC %d  health http://127.0.0.1:%d/health/ready"
        .formatted(
            port(ports, name + " http"),
            port(ports, name + " grpc"),
            port(ports, name + " management"));
  }

  private static int port(ListeningPorts ports, String server) {
    return ports.port(server).orElseThrow();
  }

  static void printDatabases(EmbeddedDatabases databases) {
    databases.postgresUrl().ifPresent(url -> System.out.println("DATABASE_URL=" + url));
    databases.mongoUrl().ifPresent(url -> System.out.println("MONGO_URL=" + url));
  }
}
