/**
 * The HTTP doors of a service: routes and validation driven by its OpenAPI document, one shape for
 * every failure, limits on size, time and load, a cache of answers, and the management port. It
 * must not import gRPC, the event bus, a database driver or anything of one service.
 */
package dev.flightwatch.toolkit.http;
