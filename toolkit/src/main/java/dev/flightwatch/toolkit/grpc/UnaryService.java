package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.List;

/**
 * A gRPC service as functions from request to response. A method of the descriptor without a
 * function is UNIMPLEMENTED.
 */
public record UnaryService(ServiceDescriptor descriptor, List<UnaryMethod<?, ?>> methods) {}
