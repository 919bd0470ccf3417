/**
 * The statistics of an airport over local days, calculated from the day counts. Imports no HTTP, no
 * gRPC, no driver.
 */
package dev.flightwatch.datacollector.statistics;
