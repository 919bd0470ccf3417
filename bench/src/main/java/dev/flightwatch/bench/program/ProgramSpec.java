package dev.flightwatch.bench.program;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A Java program to start.
 *
 * @param name its name in messages and in the name of its log file
 * @param main the class with its main method
 * @param arguments its command line arguments
 * @param environment its environment variables, in addition to those that a Java program needs
 */
public record ProgramSpec(
    String name, Class<?> main, List<String> arguments, Map<String, String> environment) {
  public ProgramSpec {
    requireNonNull(name);
    requireNonNull(main);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  public static ProgramSpec of(String name, Class<?> main, String... arguments) {
    return new ProgramSpec(name, main, List.of(arguments), Map.of());
  }

  public ProgramSpec with(Map<String, String> variables) {
    return new ProgramSpec(name, main, arguments, variables);
  }
}
