package dev.flightwatch.datacollector.airports;

import java.time.ZoneId;
import java.util.Optional;

/**
 * An airport of the reference table.
 *
 * @param icao ICAO code
 * @param iata IATA code; many small airports have none
 * @param city city or town that the airport serves; empty when it is not known
 * @param country ISO 3166 code
 * @param latitude degrees, north is positive
 * @param longitude degrees, east is positive
 */
public record Airport(
    String icao,
    Optional<String> iata,
    String name,
    Optional<String> city,
    String country,
    double latitude,
    double longitude,
    ZoneId timezone) {}
