/**
 * An emulator of the OpenSky Network's REST API: a real HTTP server that answers, refuses and fails
 * as OpenSky does, from recordings or from traffic made from a seed.
 *
 * <p>Imports nothing of the toolkit, of the services or of the other embedded servers.
 */
package dev.flightwatch.embedded.opensky;
