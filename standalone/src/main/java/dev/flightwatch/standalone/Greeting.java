package dev.flightwatch.standalone;

import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the person who started it is told. */
final class Greeting {
  private Greeting() {}

  static void ready(
      ListeningPorts ports,
      Optional<OpenSkyEmulator> emulator,
      Optional<Path> folder,
      Duration took) {
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
        took.toMillis() / 1000.0,
        userManager,
        dataCollector,
        emulator
            .map(e -> "made by the OpenSky emulator at " + e.apiUrl() + ", none of them real")
            .orElse("from OpenSky when its credentials are set, else mock"),
        folder.map(Path::toString).orElse("kept nowhere: gone at the end"),
        port(ports, "user-manager http"));
  }

  private static String service(ListeningPorts ports, String name) {
    return "http://127.0.0.1:%d  gRPC %d  health http://127.0.0.1:%d/health/ready"
        .formatted(
            port(ports, name + " http"),
            port(ports, name + " grpc"),
            port(ports, name + " management"));
  }

  private static int port(ListeningPorts ports, String door) {
    return ports.port(door).orElseThrow();
  }

  static void databases(EmbeddedDatabases databases) {
    databases.postgresUrl().ifPresent(url -> System.out.println("DATABASE_URL=" + url));
    databases.mongoUrl().ifPresent(url -> System.out.println("MONGO_URL=" + url));
  }
}
