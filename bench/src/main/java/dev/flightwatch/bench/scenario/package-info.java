/** The scenarios, which measure the rows of the table on the services and the floors. */
package dev.flightwatch.bench.scenario;
