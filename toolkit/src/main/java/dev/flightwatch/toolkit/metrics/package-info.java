/**
 * What is counted, measured and timed, and how it is shown: Vert.x's own metrics, the JVM's, and
 * those of the rooms. Alone knows Micrometer and Prometheus. Imports no other room.
 */
package dev.flightwatch.toolkit.metrics;
