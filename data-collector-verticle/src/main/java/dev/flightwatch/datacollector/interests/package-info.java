/**
 * Who follows what, and that nothing of a deleted user stays. Imports no HTTP, no gRPC, no driver.
 */
package dev.flightwatch.datacollector.interests;
