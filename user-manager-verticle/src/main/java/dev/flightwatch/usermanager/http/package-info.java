/**
 * The REST API of the user manager: one endpoint class per operation. An endpoint parses the
 * request into a command, sends it over the bus, and renders the result as a response. Imports the
 * messages of {@code users}, and must not import a store, a client or gRPC.
 */
package dev.flightwatch.usermanager.http;
