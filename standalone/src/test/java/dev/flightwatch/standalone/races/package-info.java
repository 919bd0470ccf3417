/**
 * Runs operations of both services in every order of their steps, on the real stores. Knows the
 * rules and the stores, and imports no HTTP and no gRPC.
 */
package dev.flightwatch.standalone.races;
