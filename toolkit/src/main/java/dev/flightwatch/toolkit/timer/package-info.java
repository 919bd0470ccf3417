/** Repeated work without overlap. Imports {@code log}. */
package dev.flightwatch.toolkit.timer;
