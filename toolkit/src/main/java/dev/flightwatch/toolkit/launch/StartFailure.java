package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.error.ServiceException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a failed start on the standard error stream. */
public final class StartFailure {
  private static final Logger log = LoggerFactory.getLogger(StartFailure.class);

  private StartFailure() {}

  /**
   * Merges the failures of two services. Two invalid configurations become one failure with each
   * problem once; otherwise an invalid configuration takes precedence.
   */
  public static Throwable merge(Throwable one, Throwable other) {
    if (one instanceof ConfigException first && other instanceof ConfigException second) {
      return new ConfigException(
          Stream.concat(first.problems().stream(), second.problems().stream()).distinct().toList());
    }
    return one instanceof ConfigException ? one : other;
  }

  /**
   * Prints one line per problem. An unexpected failure is also logged with its stack trace. After a
   * stop signal, failures of the start are its consequences, and only the stop is printed.
   */
  public static void print(Throwable failure) {
    if (isStopping()) {
      print("stopped by a signal");
      return;
    }
    if (failure instanceof ConfigException config) {
      config.problems().forEach(StartFailure::print);
      return;
    }
    if (!(failure instanceof ServiceException || failure instanceof IllegalStateException)) {
      log.error("The start failed", failure);
    }
    print(String.valueOf(failure.getMessage()));
  }

  /** The JVM accepts no hook while it shuts down, and has no other way to ask for that. */
  private static boolean isStopping() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }

  private static void print(String reason) {
    System.err.println("Cannot start: " + reason);
  }

  /** Exits with code 1, without a graceful stop. */
  public static void exit() {
    Runtime.getRuntime().halt(1);
  }
}
