/**
 * The rules on users: registration at most once per Request-ID, deletion, and the check whether
 * users exist. They reach stores, hashing, the data collector and the clock through interfaces, and
 * must not import HTTP, gRPC or a database driver.
 */
package dev.flightwatch.usermanager.users;
