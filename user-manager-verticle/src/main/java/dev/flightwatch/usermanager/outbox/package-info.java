/**
 * Tells the data collector of deletions until it has confirmed them. Imports the {@code users}
 * room, and must not import a door or a store.
 */
package dev.flightwatch.usermanager.outbox;
