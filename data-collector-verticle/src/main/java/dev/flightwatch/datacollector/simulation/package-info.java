/** Simulated flights, for when OpenSky cannot be read. Makes no calls and opens no store. */
package dev.flightwatch.datacollector.simulation;
