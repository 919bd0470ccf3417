/**
 * Hashes passwords with Argon2id on a bounded pool of threads. Imports the interface in {@code
 * users}, and must not import the API layer, a store or a client.
 */
package dev.flightwatch.usermanager.password;
