package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.http.Answer;

final class Answers {
  private Answers() {}

  /** An answer that its caller may keep, and is to ask about before each use. */
  static Answer revalidated(Answer answer) {
    return answer.tagged().withHeader("Cache-Control", "private, no-cache");
  }

  /** The source as answers name it; null where there is no flight. */
  static String label(Source source) {
    return source == null ? null : source.label();
  }
}
