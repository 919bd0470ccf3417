/**
 * Configuration of verticles. This is the only package that reads the environment. Imports no other
 * package of the toolkit.
 */
package dev.flightwatch.toolkit.config;
