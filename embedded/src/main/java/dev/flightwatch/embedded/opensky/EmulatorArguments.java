package dev.flightwatch.embedded.opensky;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/** The arguments of {@link EmulatorMain}. */
record EmulatorArguments(
    String host, int port, Optional<Path> recordings, Duration endsAgo, long seed, int credits) {

  static final String USAGE =
      """
      Usage: opensky-emulator [options]
        --host ADDRESS      the address to listen on (default 127.0.0.1)
        --port N            the port (default 5200; 0: any free one)
        --recordings DIR    replay the departures_*.json and http_200_*.txt of this folder
        --ends-ago SECONDS  how long ago each airport's recordings end (default 600)
        --seed N            of the traffic that is made when there are no recordings (default 1)
        --credits N         a day's credits (default 4000)
        --help              this page
      """;

  private static final EmulatorArguments DEFAULTS =
      new EmulatorArguments("127.0.0.1", 5200, Optional.empty(), Duration.ofMinutes(10), 1, 4_000);

  static boolean askForHelp(String[] arguments) {
    return Arrays.asList(arguments).contains("--help");
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException when it is wrong; the message says how
   */
  static EmulatorArguments parse(String[] arguments) {
    EmulatorArguments parsed = DEFAULTS;
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      parsed = parsed.with(words.next(), words);
    }
    return parsed;
  }

  EmulatorOptions toOptions() {
    TrafficPlan traffic =
        recordings
            .<TrafficPlan>map(folder -> new TrafficPlan.Recorded(folder, endsAgo))
            .orElseGet(() -> new TrafficPlan.Seeded(seed, TrafficPlan.Seeded.DEFAULT_DAYS));
    return EmulatorOptions.defaults()
        .withHost(host)
        .withPort(port)
        .withAccount(Account.standard().withDailyCredits(credits))
        .withTraffic(traffic);
  }

  private EmulatorArguments with(String option, Iterator<String> words) {
    return switch (option) {
      case "--host" ->
          new EmulatorArguments(value(option, words), port, recordings, endsAgo, seed, credits);
      case "--port" ->
          new EmulatorArguments(
              host, (int) number(option, words, 0, 65_535), recordings, endsAgo, seed, credits);
      case "--recordings" ->
          new EmulatorArguments(
              host, port, Optional.of(Path.of(value(option, words))), endsAgo, seed, credits);
      case "--ends-ago" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              Duration.ofSeconds(number(option, words, -1_000_000_000, 1_000_000_000)),
              seed,
              credits);
      case "--seed" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              endsAgo,
              number(option, words, Long.MIN_VALUE, Long.MAX_VALUE),
              credits);
      case "--credits" ->
          new EmulatorArguments(
              host,
              port,
              recordings,
              endsAgo,
              seed,
              (int) number(option, words, 0, Integer.MAX_VALUE));
      default -> throw new IllegalArgumentException("unknown option " + option + "; see --help");
    };
  }

  private static long number(String option, Iterator<String> words, long least, long most) {
    String value = value(option, words);
    try {
      long number = Long.parseLong(value);
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException(option + " needs a number, not " + value, noNumber);
    }
    throw new IllegalArgumentException(option + " must be " + least + " to " + most);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value; see --help");
    }
    return words.next();
  }
}
