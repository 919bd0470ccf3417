/**
 * Failures with a kind, mapped once per transport. Imports no other package of the toolkit and no
 * transport.
 */
package dev.flightwatch.toolkit.error;
