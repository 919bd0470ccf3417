/**
 * What the embedded servers share: the folder a server owns, and the failure it reports.
 *
 * <p>Imports neither the servers themselves nor the toolkit nor the services.
 */
package dev.flightwatch.embedded;
