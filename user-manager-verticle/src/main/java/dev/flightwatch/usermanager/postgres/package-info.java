/**
 * Stores users, registration requests and the outbox of deletions in PostgreSQL. Implements the
 * stores of {@code users} and {@code outbox}; must not import the API layer or a client.
 */
package dev.flightwatch.usermanager.postgres;
