/** Values that every service reads from people and writes to logs. Imports no other room. */
package dev.flightwatch.toolkit.text;
