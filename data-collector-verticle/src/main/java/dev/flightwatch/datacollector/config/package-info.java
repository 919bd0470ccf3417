/** The configuration keys of the data collector. Imports the toolkit only. */
package dev.flightwatch.datacollector.config;
