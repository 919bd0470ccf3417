/**
 * Requests that are forwarded to the services: what is refused, what is forwarded, and how the
 * services are called. Imports no other package of the gateway.
 */
package dev.flightwatch.gateway.proxy;
