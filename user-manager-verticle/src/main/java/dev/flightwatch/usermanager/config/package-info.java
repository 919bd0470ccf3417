/**
 * The settings of the user manager. Each verticle reads them once, when it starts. Imports the
 * packages whose options it fills, and must not import the API layer.
 */
package dev.flightwatch.usermanager.config;
