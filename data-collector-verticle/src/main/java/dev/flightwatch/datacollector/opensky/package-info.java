/**
 * Asks the OpenSky Network for departures, and makes mock ones for when it cannot be asked. Imports
 * nothing of the other rooms: no stores, no doors, no rules about windows.
 */
package dev.flightwatch.datacollector.opensky;
