/**
 * PostgreSQL 15 as a child process, for machines that have none.
 *
 * <p>Imports nothing of the toolkit, of the services or of the other embedded servers.
 */
package dev.flightwatch.embedded.postgres;
