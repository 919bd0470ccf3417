/**
 * Flights and their statistics: the stored model, the queries, and the rule that real and mock
 * flights never mix. Imports no HTTP, no gRPC, no driver. The fields of a flight in a response are
 * built by {@code http.FlightJson}.
 */
package dev.flightwatch.datacollector.flights;
