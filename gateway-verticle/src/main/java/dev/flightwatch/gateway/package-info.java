/**
 * The gateway: one origin for browsers and clients, in front of both services. It routes, limits
 * and serves files; it holds no session. This package assembles it.
 */
package dev.flightwatch.gateway;
