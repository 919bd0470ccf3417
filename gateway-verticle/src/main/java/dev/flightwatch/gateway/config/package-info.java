/** The settings of the gateway. Each verticle reads them once, when it starts. */
package dev.flightwatch.gateway.config;
