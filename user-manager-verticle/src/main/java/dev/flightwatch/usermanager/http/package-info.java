/**
 * The REST door of the user manager: one class an operation, each translating a request into a
 * command on the bus and its answer back. Imports the messages of {@code users}, and must not
 * import a store, a client or gRPC.
 */
package dev.flightwatch.usermanager.http;
