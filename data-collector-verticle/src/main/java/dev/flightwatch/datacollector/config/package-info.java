/** The keys of the data collector. Imports the toolkit, and no room of this service. */
package dev.flightwatch.datacollector.config;
