package dev.flightwatch.toolkit.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The prefix of the toolkit's own metrics. A service sets it with the key {@code metrics.prefix} of
 * {@code toolkit.properties} in the root of its class path, so that it holds however the service is
 * started.
 */
final class MetricPrefix {
  static final String VALUE = read();

  private MetricPrefix() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream file =
        MetricPrefix.class.getClassLoader().getResourceAsStream("toolkit.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("metrics.prefix", "service");
  }
}
