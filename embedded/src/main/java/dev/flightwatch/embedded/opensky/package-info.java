/**
 * An emulator of the OpenSky Network's REST API: an HTTP server with the responses, limits and
 * errors of OpenSky. Its flights are recordings or generated from a seed.
 *
 * <p>Depends on neither the toolkit nor the services nor the other embedded servers.
 */
package dev.flightwatch.embedded.opensky;
