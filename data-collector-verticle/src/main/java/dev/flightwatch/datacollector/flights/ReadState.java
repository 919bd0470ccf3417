package dev.flightwatch.datacollector.flights;

import java.time.Instant;

/**
 * What has been read from OpenSky about an airport.
 *
 * @param readUntil end of the last window that was read; the epoch before the first one
 * @param version changes with each collection that may have changed the airport's flights
 */
public record ReadState(Instant readUntil, String version) {}
