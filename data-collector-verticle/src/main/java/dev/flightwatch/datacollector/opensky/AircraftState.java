package dev.flightwatch.datacollector.opensky;

import java.time.Instant;

/**
 * The latest state of an aircraft.
 *
 * @param icao24 transponder address, six hex digits in lower case
 * @param callsign null when unknown
 * @param altitude barometric altitude in metres, or the geometric one; null when unknown
 * @param velocity over ground, in metres per second; null when unknown
 * @param heading direction of movement in degrees, clockwise from north; null when unknown
 * @param at time of the position
 */
public record AircraftState(
    String icao24,
    String callsign,
    double latitude,
    double longitude,
    Double altitude,
    Double velocity,
    Double heading,
    boolean onGround,
    Instant at) {}
