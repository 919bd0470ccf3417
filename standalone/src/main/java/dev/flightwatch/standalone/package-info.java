/** Both services on embedded servers in one JVM. No service imports this package. */
package dev.flightwatch.standalone;
