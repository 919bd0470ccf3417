package dev.flightwatch.datacollector.flights;

import java.time.Instant;

/**
 * The flights of one airport that belong in a list. They are of one source, so real and mock
 * flights never mix; mock flights are included only after the last window read from OpenSky.
 *
 * @param source source of the flights
 * @param after exclusive lower bound of firstSeen
 */
public record Selection(AirportCode airport, Source source, Instant after) {}
