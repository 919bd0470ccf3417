/**
 * The aircraft around an airport: when their positions are read, and until when they are shown.
 * Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.aircraft;
