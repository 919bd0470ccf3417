/**
 * The client of the user manager's CheckUser and CheckUsers. Proto types do not leave this package.
 */
package dev.flightwatch.datacollector.users;
