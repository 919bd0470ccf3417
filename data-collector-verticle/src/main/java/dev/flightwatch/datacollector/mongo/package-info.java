/** The stores on MongoDB. The only package that uses its driver. */
package dev.flightwatch.datacollector.mongo;
