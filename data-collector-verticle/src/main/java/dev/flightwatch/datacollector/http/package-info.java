/**
 * The HTTP door: one class an operation, each asks an owner over the bus. Opens no store, and
 * imports of the other rooms only their messages and values.
 */
package dev.flightwatch.datacollector.http;
