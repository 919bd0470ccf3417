/** The gRPC API: DeleteData. Opens no store; proto types do not leave this package. */
package dev.flightwatch.datacollector.grpc;
