package dev.flightwatch.embedded.opensky;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/** The command line arguments of {@link EmulatorMain}. */
record EmulatorArguments(
    String host, int port, Optional<Path> recordings, Duration endsAgo, long seed, int credits) {

  static final String USAGE =
      """
      Usage: opensky-emulator [options]
        --host ADDRESS      the address to listen on (default 127.0.0.1)
        --port N            the port (default 5200; 0: any free port)
        --recordings DIR    replay the responses in the files departures_*.json and http_200_*.txt
        --ends-ago SECONDS  how long ago the last recorded flight of each airport ended (default 600)
        --seed N            the seed of the generated traffic, without --recordings (default 1)
        --credits N         the credits of a day (default 4000)
        --help              show this help
      """;

  private static final EmulatorArguments DEFAULTS =
      new EmulatorArguments("127.0.0.1", 5200, Optional.empty(), Duration.ofMinutes(10), 1, 4_000);

  static boolean isHelp(String[] arguments) {
    return Arrays.asList(arguments).contains("--help");
  }

  /**
   * Parses the command line.
   *
   * @throws IllegalArgumentException if it is invalid; the message names the option
   */
  static EmulatorArguments parse(String[] arguments) {
    EmulatorArguments parsed = DEFAULTS;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      parsed = parsed.with(rest.next(), rest);
    }
    return parsed;
  }

  EmulatorOptions toOptions() {
    TrafficPlan traffic =
        recordings
            .<TrafficPlan>map(folder -> new TrafficPlan.Replayed(folder, endsAgo))
            .orElseGet(() -> new TrafficPlan.Seeded(seed, TrafficPlan.Seeded.DEFAULT_DAYS));
    return EmulatorOptions.defaults()
        .withHost(host)
        .withPort(port)
        .withAccount(EmulatedAccount.standard().withDailyCredits(credits))
        .withTraffic(traffic);
  }

  private EmulatorArguments with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--host" ->
          new EmulatorArguments(value(option, rest), port, recordings, endsAgo, seed, credits);
      case "--port" ->
          new EmulatorArguments(
              host, (int) number(option, rest, 0, 65_535), recordings, endsAgo, seed, credits);
      case "--recordings" ->
          new EmulatorArguments(
              host, port, Optional.of(Path.of(value(option, rest))), endsAgo, seed, credits);
      case "--ends-ago" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              Duration.ofSeconds(number(option, rest, -1_000_000_000, 1_000_000_000)),
              seed,
              credits);
      case "--seed" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              endsAgo,
              number(option, rest, Long.MIN_VALUE, Long.MAX_VALUE),
              credits);
      case "--credits" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              endsAgo,
              seed,
              (int) number(option, rest, 0, Integer.MAX_VALUE));
      default -> throw new IllegalArgumentException("unknown option " + option + "; see --help");
    };
  }

  private static long number(String option, Iterator<String> rest, long min, long max) {
    String value = value(option, rest);
    try {
      long number = Long.parseLong(value);
      if (min <= number && number <= max) {
        return number;
      }
    } catch (NumberFormatException invalid) {
      throw new IllegalArgumentException(option + " requires a number, not " + value, invalid);
    }
    throw new IllegalArgumentException(option + " must be between " + min + " and " + max);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " requires a value; see --help");
    }
    return rest.next();
  }
}
