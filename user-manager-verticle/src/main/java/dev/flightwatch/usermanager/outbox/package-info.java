/**
 * Delivers deletions to the data collector until it confirms them. Imports {@code users}, and must
 * not import the API layer or a store.
 */
package dev.flightwatch.usermanager.outbox;
