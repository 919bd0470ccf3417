/** Limits on concurrent work. Imports {@code error}. */
package dev.flightwatch.toolkit.limit;
