package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;
import java.util.List;

/**
 * The numbers of an airport's flights on one day, counted from the stored flights.
 *
 * @param covered the quarter hours that were read
 * @param source the source of the counted flights
 * @param readAt when the day was last read; the epoch when it was not
 * @param run start of the run that counted
 * @param quarters number of flights by quarter hour, 96 of them
 * @param airports number of flights by the airport at the other end, most first
 * @param airlines number of flights by the airline's code, most first
 */
public record DayCounts(
    AirportDay day,
    Coverage coverage,
    Quarters covered,
    Source source,
    Instant readAt,
    Instant run,
    List<Integer> quarters,
    List<Ranked> airports,
    List<Ranked> airlines) {

  /**
   * A number of flights.
   *
   * @param code null when it is not known
   */
  public record Ranked(String code, int flights) {}

  /** Returns the same without the numbers by airport and airline. */
  DayCounts unranked() {
    return new DayCounts(
        day, coverage, covered, source, readAt, run, quarters, List.of(), List.of());
  }
}
