/**
 * TLS from PEM files, with validation and reload on change. Imports {@code config} and {@code
 * timer}.
 */
package dev.flightwatch.toolkit.tls;
