/**
 * Interests: which users follow which airports, and the deletion of everything that belongs to a
 * deleted user. Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.interests;
