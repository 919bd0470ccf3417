/**
 * A MongoDB-compatible server inside this process, for machines without MongoDB.
 *
 * <p>Depends on neither the toolkit nor the services nor the other embedded servers.
 */
package dev.flightwatch.embedded.mongo;
