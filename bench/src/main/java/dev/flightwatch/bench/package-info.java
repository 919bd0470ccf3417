/** The program that {@code bench/run} starts. No other package imports this one. */
package dev.flightwatch.bench;
