/**
 * A stand-in for MongoDB inside this process, for machines that have none.
 *
 * <p>Imports nothing of the toolkit, of the services or of the other embedded servers.
 */
package dev.flightwatch.embedded.mongo;
