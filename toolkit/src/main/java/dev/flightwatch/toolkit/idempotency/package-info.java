/**
 * Stores of responses by request id, so that a repeated request gets the first response. Imports no
 * other package of the toolkit.
 */
package dev.flightwatch.toolkit.idempotency;
