/**
 * The results, their targets, and the table. Depends on no other package of the benchmarks, and not
 * on Vert.x.
 */
package dev.flightwatch.bench.report;
