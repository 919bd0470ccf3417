/**
 * What is known about an airport: its row of the reference table, and the state of its collection.
 * Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.details;
