/** The stores on MongoDB. The only room that imports its driver. */
package dev.flightwatch.datacollector.mongo;
