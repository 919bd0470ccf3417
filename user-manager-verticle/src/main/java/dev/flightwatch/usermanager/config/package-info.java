/**
 * The settings of the user manager. Each verticle reads them once, when it starts. Of the service
 * it imports only {@code postgres.PostgresUrl}.
 */
package dev.flightwatch.usermanager.config;
