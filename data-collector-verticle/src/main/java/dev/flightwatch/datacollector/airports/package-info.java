/**
 * The reference tables of airports and airlines. They are part of the program, and need no store.
 * Imports no other package of the service.
 */
package dev.flightwatch.datacollector.airports;
