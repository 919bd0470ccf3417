/** The cache of HTTP responses and its invalidation. Imports {@code http} and {@code metrics}. */
package dev.flightwatch.toolkit.cache;
