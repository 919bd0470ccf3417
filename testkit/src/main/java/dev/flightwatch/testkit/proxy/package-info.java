/**
 * A fault proxy: a TCP way to a server on which everything can go wrong that a network does.
 *
 * <p>Imports nothing of the toolkit, of the services or of the embedded servers.
 */
package dev.flightwatch.testkit.proxy;
