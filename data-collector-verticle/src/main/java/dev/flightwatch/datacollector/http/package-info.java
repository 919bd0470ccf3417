/**
 * The REST API: one class per operation of {@code openapi/data-collector.yaml}. An endpoint parses
 * the request, sends a command over the bus, and builds the response. The package opens no store;
 * of the other packages it uses only messages and values.
 */
package dev.flightwatch.datacollector.http;
