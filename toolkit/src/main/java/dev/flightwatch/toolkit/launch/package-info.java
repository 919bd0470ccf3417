/**
 * Starting and stopping: ordered deployment, graceful stop, and which ports were taken. Imports
 * {@code cluster}, {@code config}, {@code error} and {@code metrics}.
 */
package dev.flightwatch.toolkit.launch;
