/**
 * The floors: small programs that do what a row does, and nothing else. Each runs as a process of
 * its own, with as many event loops as our doors have instances. Imports no other room; of the
 * services, no more than their settings and the generated contract, and in {@code Saves}, which
 * holds both sides, the store.
 */
package dev.flightwatch.bench.floor;
