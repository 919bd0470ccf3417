/** Values that every service reads from callers and writes to logs. Imports {@code error}. */
package dev.flightwatch.toolkit.text;
