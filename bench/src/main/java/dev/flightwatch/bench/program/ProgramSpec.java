package dev.flightwatch.bench.program;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * A Java program to run.
 *
 * @param name what it is called in messages, and its log
 * @param main the class with its main method
 * @param arguments what it is told
 * @param environment all that it finds there, beside what a Java program needs to start
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
