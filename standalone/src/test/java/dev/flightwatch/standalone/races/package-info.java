/**
 * Runs operations of both services in every order of their steps, on the real stores. Imports the
 * rules and the stores, no HTTP and no gRPC.
 */
package dev.flightwatch.standalone.races;
