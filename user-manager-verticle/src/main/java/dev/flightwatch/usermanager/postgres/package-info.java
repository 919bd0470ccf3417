/**
 * Keeps users, registration requests and the outbox of deletions in PostgreSQL. Implements the
 * stores of {@code users} and {@code cascade}; must not import a door or a client.
 */
package dev.flightwatch.usermanager.postgres;
