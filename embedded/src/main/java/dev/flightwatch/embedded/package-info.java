/**
 * Shared by the embedded servers: the locked data directory and the exception they throw.
 *
 * <p>Depends on neither the servers nor the toolkit nor the services.
 */
package dev.flightwatch.embedded;
