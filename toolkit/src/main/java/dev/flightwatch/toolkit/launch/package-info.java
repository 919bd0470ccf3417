/**
 * Starting and stopping: ordered deployment, graceful stop, and which ports were taken. Imports
 * {@code cluster}, {@code config} and {@code error}.
 */
package dev.flightwatch.toolkit.launch;
