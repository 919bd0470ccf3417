/**
 * Metrics: those of Vert.x and of the JVM, the registry for those of the other packages, and the
 * exposition in Prometheus's format. Micrometer is used here and in classes named {@code *Metrics}
 * only. Imports no other package of the toolkit.
 */
package dev.flightwatch.toolkit.metrics;
