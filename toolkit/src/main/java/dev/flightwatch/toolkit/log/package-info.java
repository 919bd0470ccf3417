/** Correlation ids in log lines. Imports no other package of the toolkit. */
package dev.flightwatch.toolkit.log;
