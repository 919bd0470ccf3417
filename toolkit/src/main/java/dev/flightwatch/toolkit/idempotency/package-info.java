/**
 * Remembers the answers of named requests, so that a repeat gets the first one. Imports no other
 * room.
 */
package dev.flightwatch.toolkit.idempotency;
