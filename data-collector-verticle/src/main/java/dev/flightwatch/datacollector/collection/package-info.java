/**
 * The collection: a run claims an airport, reads it from OpenSky, and stores and publishes its
 * flights. Imports no HTTP, no gRPC, no driver.
 *
 * <p>How often an airport is read: {@link
 * dev.flightwatch.datacollector.collection.CreditBudget#interval}, between {@code
 * poll_interval_seconds} and {@link
 * dev.flightwatch.datacollector.collection.Schedule#MAX_INTERVAL}; longer when the credits do not
 * suffice for that.
 */
package dev.flightwatch.datacollector.collection;
