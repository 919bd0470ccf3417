/**
 * Limits on concurrent work, and the networks that limits on clients count. Imports {@code error}.
 */
package dev.flightwatch.toolkit.limit;
