/**
 * The client of the OpenSky Network: tokens, credits, pauses, and the circuit breaker. Of the other
 * packages it uses only {@code AirportCode}: it knows no stores and no rules about windows.
 */
package dev.flightwatch.datacollector.opensky;
