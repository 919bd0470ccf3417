/**
 * Hashes passwords with Argon2id on a bounded pool of threads. Imports the {@code users} room's
 * interface, and must not import a door, a store or a client.
 */
package dev.flightwatch.usermanager.password;
