package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
  StandaloneArguments {
    requireNonNull(recordings);
  }

  static StandaloneArguments parse(String[] arguments) {
    boolean onlyDatabases = false;
    boolean emulator = false;
    boolean ephemeral = false;
    Path recordings = null;
    List<String> problems = new ArrayList<>();
    for (Iterator<String> rest = List.of(arguments).iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "databases" -> onlyDatabases = true;
        case "--emulator" -> emulator = true;
        case "--ephemeral" -> ephemeral = true;
        case "--recordings" -> {
          if (rest.hasNext()) {
            recordings = Path.of(rest.next());
          } else {
            problems.add("--recordings needs a folder");
          }
        }
        default -> problems.add(argument + " is unknown; --help lists the arguments");
      }
    }
    if (recordings != null && !emulator) {
      problems.add("--recordings requires --emulator, which replays them");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new StandaloneArguments(
        onlyDatabases, emulator, Optional.ofNullable(recordings), ephemeral);
  }
}
