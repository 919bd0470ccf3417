package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A gRPC service as functions from request to response, one for each unary method. A method of the
 * descriptor without a function is UNIMPLEMENTED.
 */
public final class UnaryService {
  /** A method and its function, which may complete on any thread, and whose failures are mapped. */
  record Method<Q, A>(ServiceMethod<Q, A> method, Function<Q, Future<A>> function) {}

  private final ServiceDescriptor descriptor;
  private final List<Method<?, ?>> methods = new ArrayList<>();

  private UnaryService(ServiceDescriptor descriptor) {
    this.descriptor = requireNonNull(descriptor);
  }

  /** Returns a service that has no methods yet. */
  public static UnaryService of(ServiceDescriptor descriptor) {
    return new UnaryService(descriptor);
  }

  /**
   * Adds a method.
   *
   * @param function fails with a {@code ServiceException}, or with the status itself
   */
  public <Q, A> UnaryService with(ServiceMethod<Q, A> method, Function<Q, Future<A>> function) {
    methods.add(new Method<>(method, function));
    return this;
  }

  ServiceName name() {
    return ServiceName.create(descriptor.getFullName());
  }

  ServiceDescriptor descriptor() {
    return descriptor;
  }

  List<Method<?, ?>> methods() {
    return List.copyOf(methods);
  }
}
