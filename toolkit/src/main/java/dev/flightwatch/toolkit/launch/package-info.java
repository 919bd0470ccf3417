/**
 * Starting and stopping: ordered deployment, graceful stop, and which ports were taken. Imports
 * {@code cluster}, {@code config}, {@code error}, {@code metrics} and {@code trace}.
 */
package dev.flightwatch.toolkit.launch;
