/** Repeating tasks. Imports {@code log}. */
package dev.flightwatch.toolkit.timer;
