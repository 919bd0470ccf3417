/**
 * The verticles of the data collector, and its settings: puts the rooms together. No room imports
 * this package.
 */
package dev.flightwatch.datacollector;
