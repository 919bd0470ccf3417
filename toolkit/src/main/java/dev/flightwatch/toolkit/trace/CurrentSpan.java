package dev.flightwatch.toolkit.trace;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.internal.ContextInternal;

/** Tells the span that is active what it is about. Does nothing where nothing is traced. */
public final class CurrentSpan {
  static final String ROUTE = "http.route";
  static final String RPC_SYSTEM = "rpc.system";
  static final String RPC_METHOD = "rpc.method";

  private CurrentSpan() {}

  /** Whether anything is traced on the current context. */
  static boolean isPossible() {
    ContextInternal context = ContextInternal.current();
    return context != null && context.tracer() != null;
  }

  /**
   * A request is on a route.
   *
   * @param template the route's path as the contract has it, never the request's own
   */
  public static void route(String method, String template) {
    if (isPossible()) {
      Span.current().updateName(method + " " + template).setAttribute(ROUTE, template);
    }
  }

  /**
   * A gRPC call is of a method.
   *
   * @param method a method that is known, as {@code Service/Method}
   */
  public static void rpc(String method) {
    if (isPossible()) {
      Span.current()
          .updateName(method)
          .setAttribute(RPC_SYSTEM, "grpc")
          .setAttribute(RPC_METHOD, method);
    }
  }
}
