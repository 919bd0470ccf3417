package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Source;

final class Answers {
  private Answers() {}

  /** The source as answers name it; null where there is no flight. */
  static String label(Source source) {
    return source == null ? null : source.label();
  }
}
