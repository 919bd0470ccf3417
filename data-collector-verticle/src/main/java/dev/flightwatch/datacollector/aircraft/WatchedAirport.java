package dev.flightwatch.datacollector.aircraft;

import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of an airport whose aircraft are watched.
 *
 * @param watchedAt when it was watched, with an accuracy of 15 s
 * @param readAt when the latest read was claimed
 * @param positions of the latest successful read
 */
public record WatchedAirport(Instant watchedAt, Instant readAt, Optional<Positions> positions) {
  /** An airport that nobody has watched. */
  static final WatchedAirport NEVER =
      new WatchedAirport(Instant.EPOCH, Instant.EPOCH, Optional.empty());
}
