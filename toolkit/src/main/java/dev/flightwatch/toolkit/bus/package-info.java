/**
 * The typed event bus: commands asked of one owner, facts published to all. The only room that
 * touches Vert.x's event bus. Imports {@code error}, {@code log} and {@code metrics}.
 */
package dev.flightwatch.toolkit.bus;
