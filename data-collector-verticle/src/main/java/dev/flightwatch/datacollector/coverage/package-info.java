/**
 * How well the flights of each airport and UTC date are known, and their numbers, which are counted
 * from the stored flights. Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.coverage;
