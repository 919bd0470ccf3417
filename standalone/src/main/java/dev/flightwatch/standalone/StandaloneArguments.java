package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was said on the command line.
 *
 * @param onlyDatabases start the embedded databases and nothing else
 * @param emulator read flights from an OpenSky emulator
 * @param recordings the folder that the emulator serves
 * @param ephemeral keep nothing
 */
record StandaloneArguments(
    boolean onlyDatabases, boolean emulator, Optional<Path> recordings, boolean ephemeral) {
  StandaloneArguments {
    requireNonNull(recordings);
  }

  static StandaloneArguments parse(String[] words) {
    boolean onlyDatabases = false;
    boolean emulator = false;
    boolean ephemeral = false;
    Path recordings = null;
    List<String> problems = new ArrayList<>();
    for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
      String word = rest.next();
      switch (word) {
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
        default -> problems.add(word + " is not known; --help says what is");
      }
    }
    if (recordings != null && !emulator) {
      problems.add("--recordings goes with --emulator, which serves them");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new StandaloneArguments(
        onlyDatabases, emulator, Optional.ofNullable(recordings), ephemeral);
  }
}
