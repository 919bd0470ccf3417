/**
 * The collection: one run claims an airport, fetches, saves and publishes. Imports no HTTP, no
 * gRPC, no driver.
 */
package dev.flightwatch.datacollector.collection;
