package dev.flightwatch.toolkit.trace;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.tracing.opentelemetry.Operation;
import java.util.function.Supplier;

/** Spans of client operations that Vert.x does not trace. */
public final class ClientSpans {
  private ClientSpans() {}

  /**
   * An operation on a database.
   *
   * @param system such as {@code mongodb}
   * @param name name of the operation
   * @param collection name of the collection or table
   */
  public record DatabaseOperation(String system, String name, String collection) {}

  /** Runs an operation, as a span of the active trace, if there is one. */
  public static <T> Future<T> around(DatabaseOperation operation, Supplier<Future<T>> work) {
    ContextInternal context = ContextInternal.current();
    VertxTracer<?, ?> tracer = context == null ? null : context.tracer();
    return tracer == null ? work.get() : traced(context, tracer, operation, work);
  }

  private static <O, T> Future<T> traced(
      ContextInternal context,
      VertxTracer<?, O> tracer,
      DatabaseOperation operation,
      Supplier<Future<T>> work) {
    O span =
        tracer.sendRequest(
            context,
            SpanKind.RPC,
            TracingPolicy.PROPAGATE,
            operation,
            operation.name() + " " + operation.collection(),
            (header, value) -> {},
            TagExtractor.empty());
    if (span instanceof Operation started) {
      started
          .span()
          .setAttribute("db.system", operation.system())
          .setAttribute("db.operation.name", operation.name())
          .setAttribute("db.collection.name", operation.collection());
    }
    return work.get()
        .onComplete(
            done ->
                tracer.receiveResponse(context, null, span, done.cause(), TagExtractor.empty()));
  }
}
