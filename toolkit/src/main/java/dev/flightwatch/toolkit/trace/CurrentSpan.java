package dev.flightwatch.toolkit.trace;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.internal.ContextInternal;

/** Names the active span. Does nothing without tracing. */
public final class CurrentSpan {
  private CurrentSpan() {}

  /** Returns whether the current context is traced. */
  static boolean isTraced() {
    ContextInternal context = ContextInternal.current();
    return context != null && context.tracer() != null;
  }

  /**
   * Names the span of a request.
   *
   * @param template path of the route in the OpenAPI document, never the path of the request
   */
  public static void route(String method, String template) {
    if (isTraced()) {
      Span.current().updateName(method + " " + template).setAttribute("http.route", template);
    }
  }

  /**
   * Names the span of a gRPC call.
   *
   * @param method name of a known method, as {@code Service/Method}
   */
  public static void rpc(String method) {
    if (isTraced()) {
      Span.current()
          .updateName(method)
          .setAttribute("rpc.system", "grpc")
          .setAttribute("rpc.method", method);
    }
  }
}
