/** A TCP proxy that injects network faults between a client and a server. */
package dev.flightwatch.testkit.proxy;
