/**
 * Starts programs as processes: the services, the floors, the databases. Depends on no other
 * package of the benchmarks.
 */
package dev.flightwatch.bench.program;
