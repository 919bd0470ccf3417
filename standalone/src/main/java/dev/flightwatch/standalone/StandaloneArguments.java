package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line arguments.
 *
 * @param onlyDatabases start only the embedded databases
 * @param emulator read flights from an OpenSky emulator
 * @param recordings folder with the recordings that the emulator replays
 * @param ephemeral delete all data at the end
 * @param transferTo the server to which the flights, interests and progress are copied, in place of
 *     a start
 */
record StandaloneArguments(
    boolean onlyDatabases,
    boolean emulator,
    Optional<Path> recordings,
    boolean ephemeral,
    Optional<URI> transferTo) {
  static StandaloneArguments parse(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    Optional<Path> recordings = value(rest, "--recordings").map(Path::of);
    Optional<String> to = value(rest, "--to");
    boolean transfers = rest.remove("transfer");
    List<String> problems = new ArrayList<>();
    StandaloneArguments parsed =
        new StandaloneArguments(
            rest.remove("databases"),
            rest.remove("--emulator"),
            recordings,
            rest.remove("--ephemeral"),
            to.flatMap(url -> server(url, problems)));
    if (transfers != to.isPresent()) {
      problems.add("transfer and --to mongodb://host:port/ require each other");
    }
    rest.forEach(
        argument ->
            problems.add(argument + " is unknown or lacks a value; --help lists the arguments"));
    if (recordings.isPresent() && !parsed.emulator()) {
      problems.add("--recordings requires --emulator, which replays them");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return parsed;
  }

  /** Removes an option and its value. */
  private static Optional<String> value(List<String> arguments, String option) {
    int index = arguments.indexOf(option);
    if (index < 0 || index + 1 == arguments.size()) {
      return Optional.empty();
    }
    arguments.remove(index);
    return Optional.of(arguments.remove(index));
  }

  private static Optional<URI> server(String url, List<String> problems) {
    try {
      return StandaloneSettings.MONGO_URL.reader().apply(url);
    } catch (IllegalArgumentException e) {
      problems.add("--to " + e.getMessage());
      return Optional.empty();
    }
  }
}
