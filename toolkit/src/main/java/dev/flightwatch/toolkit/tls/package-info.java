/**
 * TLS from PEM files: reads and checks them, and reads them again when they change. Imports {@code
 * config} and {@code timer}.
 */
package dev.flightwatch.toolkit.tls;
