package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.http.Response;

final class Responses {
  private Responses() {}

  /** Adds an ETag and lets the caller cache the response if it revalidates it before each use. */
  static Response revalidated(Response response) {
    return response.tagged().withHeader("Cache-Control", "private, no-cache");
  }
}
