package dev.flightwatch.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that run a main class of the tests in a new JVM. */
public final class JavaCommand {
  private JavaCommand() {}

  /** Returns a modifiable command line with the JVM and the class path of this process. */
  public static List<String> of(Class<?> mainClass, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(java(), "-cp", System.getProperty("java.class.path"), mainClass.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns the path of the JVM of this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
