/**
 * What is deployed: the root of the user manager and the owner of its users. They put the rooms
 * together, and no room imports them.
 */
package dev.flightwatch.usermanager;
