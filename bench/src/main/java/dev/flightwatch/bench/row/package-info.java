/** The rows of the table: what is measured for each, on both services and the floors. */
package dev.flightwatch.bench.row;
