/** The load generator, which runs in the process that measures. Imports no other room. */
package dev.flightwatch.bench.load;
