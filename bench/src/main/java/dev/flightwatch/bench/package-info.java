/** The program that {@code bench/run} starts. No other package depends on this one. */
package dev.flightwatch.bench;
