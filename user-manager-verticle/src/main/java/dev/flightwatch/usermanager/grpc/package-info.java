/**
 * The gRPC door of the user manager: CheckUser, asked of the owner over the bus. Imports the
 * messages of {@code users}, and must not import a store or HTTP.
 */
package dev.flightwatch.usermanager.grpc;
