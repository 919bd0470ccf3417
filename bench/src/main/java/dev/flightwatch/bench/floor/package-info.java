/**
 * The floors: minimal programs that do the work of a row and nothing else. Each runs as a process
 * of its own, with as many event loops as the API servers of the services have. Depends on no other
 * package of the benchmarks, and of the services only on their settings, {@code PostgresUrl}, the
 * generated contract, and the flight store, which {@code SaveComparison} measures.
 */
package dev.flightwatch.bench.floor;
