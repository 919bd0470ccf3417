/**
 * The rules on users: at most one registration by Request-ID, deletion, and whether one exists.
 * They see stores, hashing, peers and time through interfaces, and must not import HTTP, gRPC or a
 * database driver.
 */
package dev.flightwatch.usermanager.users;
