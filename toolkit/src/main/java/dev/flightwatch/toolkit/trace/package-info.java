/**
 * Tracing with OpenTelemetry: one trace from the API layer over the bus, the stores and the other
 * services. Without a configured exporter it is off and costs nothing. {@link RedactedSpan} decides
 * what an exported span contains. OpenTelemetry is used in this package only. Imports {@code
 * config}.
 */
package dev.flightwatch.toolkit.trace;
