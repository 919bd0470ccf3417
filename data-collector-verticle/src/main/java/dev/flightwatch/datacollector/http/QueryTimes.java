package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** The dates and times in the queries about an airport. */
final class QueryTimes {
  /** Number of days that a query may span. */
  static final int MAX_DAYS = 400;

  private QueryTimes() {}

  /**
   * Returns the value of a parameter; empty if it is missing.
   *
   * @param kind what the parameter must be, with its article
   * @throws ServiceException INVALID, naming the parameter
   */
  static <T> Optional<T> read(
      Request request, String name, Function<String, T> parse, String kind) {
    try {
      return Optional.ofNullable(request.query(name)).map(parse);
    } catch (DateTimeParseException e) {
      throw ServiceException.invalid(name, "must be " + kind + " that exists");
    }
  }
}
