/**
 * Reads the configuration, and is the only room that sees the environment. Imports no other room.
 */
package dev.flightwatch.toolkit.config;
