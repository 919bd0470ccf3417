package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.ConfigException;
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
 */
record StandaloneArguments(
    boolean onlyDatabases, boolean emulator, Optional<Path> recordings, boolean ephemeral) {
  static StandaloneArguments parse(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    Optional<Path> recordings = Optional.empty();
    int option = rest.indexOf("--recordings");
    if (option >= 0 && option + 1 < rest.size()) {
      recordings = Optional.of(Path.of(rest.remove(option + 1)));
      rest.remove(option);
    }
    StandaloneArguments parsed =
        new StandaloneArguments(
            rest.remove("databases"),
            rest.remove("--emulator"),
            recordings,
            rest.remove("--ephemeral"));
    List<String> problems = new ArrayList<>();
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
}
