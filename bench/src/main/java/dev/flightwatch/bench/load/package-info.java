/**
 * The load generator, which runs in the process of the benchmarks. Depends on no other package of
 * it.
 */
package dev.flightwatch.bench.load;
