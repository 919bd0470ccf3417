package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line arguments.
 *
 * @param command what to do
 * @param operand the file, address or URL of the command; empty for a command without one
 * @param emulator read flights from an OpenSky emulator, or use the data of such a run
 * @param recordings folder with the recordings that the emulator replays
 * @param ephemeral delete all data at the end
 */
record StandaloneArguments(
    Command command,
    String operand,
    boolean emulator,
    Optional<Path> recordings,
    boolean ephemeral) {
  /** What the process does. */
  enum Command {
    /** Runs all of Flightwatch. */
    RUN("", "", false),
    /** Runs only the embedded databases. */
    DATABASES("databases", "", false),
    /** Copies the embedded flights, interests and progress to a server. */
    TRANSFER("transfer", "--to", true),
    /** Copies both embedded databases to a file. */
    BACKUP("backup", "FILE", true),
    /** Creates both embedded databases from such a file. */
    RESTORE("restore", "FILE", true),
    /** Replaces the password of a user. */
    SET_PASSWORD("set-password", "EMAIL", true);

    private final String word;

    /** The option before the operand, or the operand's name in a usage text. */
    private final String operand;

    private final boolean usesStoredData;

    Command(String word, String operand, boolean usesStoredData) {
      this.word = word;
      this.operand = operand;
      this.usesStoredData = usesStoredData;
    }

    String word() {
      return word;
    }

    private String takeOperand(List<String> rest, List<String> problems) {
      if (operand.isEmpty()) {
        return "";
      }
      Optional<String> given =
          operand.startsWith("--")
              ? value(rest, operand)
              : rest.stream().filter(argument -> !argument.startsWith("--")).findFirst();
      given.ifPresent(rest::remove);
      if (given.isEmpty()) {
        String usage = operand.startsWith("--") ? operand + " URL" : operand;
        problems.add(word + " requires its operand: bin/flightwatch " + word + " " + usage);
      }
      return given.orElse("");
    }
  }

  static StandaloneArguments parse(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    List<String> problems = new ArrayList<>();
    Optional<Path> recordings = value(rest, "--recordings").map(Path::of);
    boolean emulator = rest.remove("--emulator");
    boolean ephemeral = rest.remove("--ephemeral");
    Command command = takeCommand(rest);
    String operand = command.takeOperand(rest, problems);
    rest.forEach(
        argument ->
            problems.add(argument + " is unknown or lacks a value; --help lists the arguments"));
    if (recordings.isPresent() && !emulator) {
      problems.add("--recordings requires --emulator, which replays them");
    }
    if (ephemeral && command.usesStoredData) {
      problems.add(command.word + " is for stored data, which --ephemeral does not have");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new StandaloneArguments(command, operand, emulator, recordings, ephemeral);
  }

  private static Command takeCommand(List<String> rest) {
    Optional<Command> first =
        rest.stream()
            .filter(argument -> !argument.startsWith("--"))
            .findFirst()
            .flatMap(
                word -> Stream.of(Command.values()).filter(c -> c.word.equals(word)).findFirst());
    first.ifPresent(command -> rest.remove(command.word));
    return first.orElse(Command.RUN);
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
}
