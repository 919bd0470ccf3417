package dev.flightwatch.datacollector.statistics;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/** The commands on statistics. */
public final class StatisticsMessages {
  /** Its timeout is longer than the deadline of a database operation, 5 s. */
  public static final Command<FindStatistics, Statistics> FIND =
      new Command<>(
          "data-collector.statistics.find",
          FindStatistics.class,
          Statistics.class,
          Duration.ofMillis(5_500));

  private StatisticsMessages() {}

  /** Requests the statistics of an airport. An unknown airport has statistics without numbers. */
  public record FindStatistics(AirportCode airport, LocalPeriod period) {}
}
