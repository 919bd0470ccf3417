/**
 * Start and stop of a process: ordered deployment, attempts to reach dependencies, graceful stop,
 * listening ports. Imports {@code cluster}, {@code config}, {@code error}, {@code metrics} and
 * {@code trace}.
 */
package dev.flightwatch.toolkit.launch;
