/** The client of the user manager's CheckUser. Imports proto types, and lets none of them out. */
package dev.flightwatch.datacollector.users;
