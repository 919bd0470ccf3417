/**
 * One vocabulary of failure, mapped once per transport. Imports nothing of the other rooms and
 * nothing of a transport.
 */
package dev.flightwatch.toolkit.error;
