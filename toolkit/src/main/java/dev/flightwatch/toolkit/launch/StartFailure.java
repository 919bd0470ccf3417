package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.error.ServiceException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the person at the terminal why the start failed. */
public final class StartFailure {
  private static final Logger log = LoggerFactory.getLogger(StartFailure.class);

  private StartFailure() {}

  /** The problems of both; of two configurations, each problem once. */
  public static Throwable both(Throwable one, Throwable other) {
    if (one instanceof ConfigException first && other instanceof ConfigException second) {
      return new ConfigException(
          Stream.concat(first.problems().stream(), second.problems().stream()).distinct().toList());
    }
    return one instanceof ConfigException ? one : other;
  }

  /** One line each; what is no known kind of failure is logged whole, as it is a defect of ours. */
  public static void print(Throwable failure) {
    if (failure instanceof ConfigException config) {
      config.problems().forEach(StartFailure::print);
      return;
    }
    if (!(failure instanceof ServiceException || failure instanceof IllegalStateException)) {
      log.error("The start failed", failure);
    }
    print(String.valueOf(failure.getMessage()));
  }

  private static void print(String reason) {
    System.err.println("Cannot start: " + reason);
  }

  /** Ends the process at once, without the graceful stop that there is nothing for yet. */
  public static void exit() {
    Runtime.getRuntime().halt(1);
  }
}
