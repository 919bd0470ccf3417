package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.opensky.AircraftState;
import java.time.Instant;
import java.util.List;

/**
 * Positions that were read from OpenSky.
 *
 * @param at time of the positions
 * @param shownUntil when they are too old to be shown
 */
public record Positions(Instant at, Instant shownUntil, List<AircraftState> aircraft) {}
