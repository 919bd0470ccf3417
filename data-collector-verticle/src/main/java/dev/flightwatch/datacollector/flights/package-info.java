/**
 * Flights and their statistics: what is kept, what is answered, and that real and mock never mix.
 * Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.flights;
