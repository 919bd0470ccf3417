/**
 * Traces by OpenTelemetry: one trace from the door over the bus, the stores and the other services.
 * Off, and free of cost, unless the configuration asks for it. What may be in a span is decided
 * here, in one place. The only room that touches OpenTelemetry. Imports {@code config}.
 */
package dev.flightwatch.toolkit.trace;
