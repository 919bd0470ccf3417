/**
 * The typed event bus: commands with one consumer and a reply, and events published to all
 * subscribers. The only package that uses Vert.x's event bus. Imports {@code error}, {@code log}
 * and {@code metrics}.
 */
package dev.flightwatch.toolkit.bus;
