/** What makes log lines tell one story: the correlation id. Imports no other room. */
package dev.flightwatch.toolkit.log;
