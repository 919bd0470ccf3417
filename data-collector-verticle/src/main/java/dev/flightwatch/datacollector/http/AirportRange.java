package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flights of an airport that a request is about. */
record AirportRange(AirportCode airport, Direction direction, Window window) {
  /** Arrivals are known from the day after them on, when it is settled. */
  private static final Map<Direction, Duration> DEFAULT_SPAN =
      Map.of(Direction.DEPARTURE, Duration.ofDays(1), Direction.ARRIVAL, Duration.ofDays(3));

  private static final int LAST_SECOND = 59;
  private static final int DATE_LENGTH = "2026-11-26".length();
  private static final Pattern TEXT =
      Pattern.compile("[A-Z0-9]{3,4}:[a-z]+:(-?[0-9]{1,12}):(-?[0-9]{1,12})");

  /**
   * Reads the parameters of a request. A missing time is that of the previous page; for the first
   * page, the last is the last second of the current minute, so that requests within a minute have
   * the same response, and the first is 24 hours before the last, or three days for arrivals.
   *
   * @param previous text of the range of the previous page
   * @throws ServiceException INVALID, naming the parameter
   */
  static AirportRange read(Request request, Optional<String> previous, Instant now) {
    AirportCode airport = AirportCode.parse(request.path("code"));
    Direction direction = Direction.ofLabel(request.query("direction"));
    Optional<Window> before = previous.map(AirportRange::window);
    Instant end =
        time(request, "to", airport)
            .or(() -> before.map(Window::end))
            .orElse(now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(LAST_SECOND));
    Instant begin =
        time(request, "from", airport)
            .or(() -> before.map(Window::begin))
            .orElse(end.minus(DEFAULT_SPAN.get(direction)));
    AirportRange range = new AirportRange(airport, direction, new Window(begin, end));
    if (previous.filter(text -> !text.equals(range.text())).isPresent()) {
      throw CursorCodec.invalid();
    }
    range.checkWindow();
    return range;
  }

  private static Window window(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw CursorCodec.invalid();
    }
    return new Window(
        Instant.ofEpochSecond(Long.parseLong(parts.group(1))),
        Instant.ofEpochSecond(Long.parseLong(parts.group(2))));
  }

  private static Optional<Instant> time(Request request, String name, AirportCode airport) {
    return QueryTimes.read(
        request,
        name,
        text ->
            text.length() == DATE_LENGTH
                ? time(LocalDate.parse(text), name, airport)
                : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS),
        "a date or a time");
  }

  /** Returns the first second of a date in the airport's time zone, as {@code to} the last one. */
  private static Instant time(LocalDate date, String name, AirportCode airport) {
    return name.equals("to")
        ? date.plusDays(1).atStartOfDay(airport.zone()).toInstant().minusSeconds(1)
        : date.atStartOfDay(airport.zone()).toInstant();
  }

  private void checkWindow() {
    if (window.begin().isAfter(window.end())) {
      throw ServiceException.invalid("from", "must not be after `to`");
    }
    Instant latest =
        window.begin().atZone(airport.zone()).plusDays(QueryTimes.MAX_DAYS).toInstant();
    if (window.end().isAfter(latest)) {
      throw ServiceException.invalid("from", "must be at most 400 days before `to`");
    }
  }

  /** Returns a text that identifies the range, for a cursor. */
  String text() {
    return "%s:%s:%d:%d"
        .formatted(
            airport,
            direction.label(),
            window.begin().getEpochSecond(),
            window.end().getEpochSecond());
  }
}
