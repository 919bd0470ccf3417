/**
 * The keys of the user manager's configuration, read once at each verticle's border. Imports the
 * rooms whose options it fills, and no door.
 */
package dev.flightwatch.usermanager.config;
