/**
 * The clients of the user manager's CheckUser, CheckUsers and CheckToken. Proto types do not leave
 * this package.
 */
package dev.flightwatch.datacollector.users;
