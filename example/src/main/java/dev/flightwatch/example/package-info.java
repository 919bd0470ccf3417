/** The smallest service with the toolkit: it counts visits. {@code docs/toolkit.md} explains it. */
package dev.flightwatch.example;
