/**
 * The gRPC API of the user manager: CheckUser and CheckUsers, handled by the service verticle over
 * the bus. Imports the messages of {@code users}, and must not import a store or HTTP.
 */
package dev.flightwatch.usermanager.grpc;
