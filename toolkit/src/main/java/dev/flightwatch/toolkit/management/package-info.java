/**
 * The management port: health, metrics and build information. Imports {@code http}, {@code launch}
 * and {@code metrics}.
 */
package dev.flightwatch.toolkit.management;
