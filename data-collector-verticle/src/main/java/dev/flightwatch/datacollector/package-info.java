/**
 * The verticles of the data collector: one root verticle, which deploys the others, three service
 * verticles, the timer of the collection, and the API layer. No other package uses this one.
 */
package dev.flightwatch.datacollector;
