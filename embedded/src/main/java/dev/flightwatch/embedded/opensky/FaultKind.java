package dev.flightwatch.embedded.opensky;

/** The kinds of faults that the emulator can inject. */
public enum FaultKind {
  /** Another status than the correct one. */
  STATUS,
  /** The correct response, delayed. */
  SLOW,
  /** The connection is closed without a response. */
  DROP,
  /** The connection is closed after the head of a response with status 200. */
  DROP_AFTER_HEADERS,
  /** Status 200 with the beginning of a JSON body, in a well-formed HTTP response. */
  TRUNCATED_JSON,
  /** Status 200 with an HTML page. */
  HTML,
  /**
   * Status 200 with JSON that contains no flights: an array, or an object where one is expected.
   */
  GARBAGE
}
