package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs the emulator as a program, until the process is terminated. */
@Command(name = "opensky-emulator", sortOptions = false, showDefaultValues = true)
public final class EmulatorMain implements Callable<Integer> {

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on.")
  private String host;

  @Option(names = "--port", defaultValue = "5200", description = "Port; 0: any free port.")
  private int port;

  @Option(
      names = "--recordings",
      description =
          "Directory of responses to replay: departures_*.json, arrivals_*.json, http_200_*.txt.")
  private Path recordings;

  @Option(
      names = "--ends-ago",
      defaultValue = "600",
      description = "Seconds since the last flight.")
  private long endsAgo;

  @Option(names = "--seed", defaultValue = "1", description = "Seed of generated flights.")
  private long seed;

  @Option(names = "--credits", defaultValue = "4000", description = "Credits of a day.")
  private int credits;

  @Option(
      names = "--batch-hour",
      defaultValue = "" + EmulatorOptions.DEFAULT_BATCH_HOUR,
      converter = BatchHour.class,
      description = "UTC hour, 0 to 23, of the batch that settles the previous day.")
  private int batchHour;

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  private boolean help;

  private static final class BatchHour implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        return new NightlyBatch(Integer.parseInt(value)).hour();
      } catch (IllegalArgumentException invalid) {
        throw new TypeConversionException("'" + value + "' is not an hour from 0 to 23");
      }
    }
  }

  public static void main(String[] arguments) {
    int exitCode =
        new CommandLine(new EmulatorMain())
            .setParameterExceptionHandler((invalid, rest) -> fail(invalid.getMessage()))
            .setExecutionExceptionHandler(
                (failure, line, parsed) ->
                    fail("cannot start: " + failure + "; check --port and --recordings"))
            .execute(arguments);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  EmulatorOptions options() {
    return new EmulatorOptions(
        host,
        port,
        Clock.systemUTC(),
        EmulatedAccount.standard().withDailyCredits(credits),
        recordings == null
            ? new TrafficPlan.Seeded(seed)
            : new TrafficPlan.Replayed(recordings, Duration.ofSeconds(endsAgo)),
        batchHour,
        true);
  }

  @Override
  public Integer call() {
    System.out.print(greeting(new OpenSkyEmulator(Vertx.vertx(), options()).listen().await()));
    return 0;
  }

  private String greeting(OpenSkyEmulator emulator) {
    EmulatedAccount account = emulator.options().account();
    return """
        OpenSky emulator: its flights are %s, not live data.
        OPENSKY_API_URL=%s
        OPENSKY_TOKEN_URL=%s
        OPENSKY_CLIENT_ID=%s
        OPENSKY_CLIENT_SECRET=%s
        Airports: %s
        Faults and latest calls: %s
        """
        .formatted(
            recordings == null ? "generated" : "recorded",
            emulator.apiUrl(),
            emulator.tokenUrl(),
            account.clientId(),
            account.clientSecret(),
            String.join(" ", emulator.traffic().airports().stream().sorted().toList()),
            emulator.controlUrl());
  }

  private static int fail(String message) {
    System.err.println("opensky-emulator: " + message);
    return 1;
  }
}
