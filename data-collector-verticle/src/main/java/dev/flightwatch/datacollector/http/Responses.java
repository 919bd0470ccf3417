package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.http.Response;

final class Responses {
  private Responses() {}

  /** An answer that its caller may keep, and is to ask about before each use. */
  static Response revalidated(Response answer) {
    return answer.tagged().withHeader("Cache-Control", "private, no-cache");
  }

  /** The source as answers name it; null where there is no flight. */
  static String label(Source source) {
    return source == null ? null : source.label();
  }
}
