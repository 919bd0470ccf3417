/**
 * PostgreSQL 15 as a child process, for machines without PostgreSQL.
 *
 * <p>Depends on neither the toolkit nor the services nor the other embedded servers.
 */
package dev.flightwatch.embedded.postgres;
