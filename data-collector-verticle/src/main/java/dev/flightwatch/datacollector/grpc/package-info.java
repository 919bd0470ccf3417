/** The gRPC door: DeleteData. Opens no store; proto types stay in here. */
package dev.flightwatch.datacollector.grpc;
