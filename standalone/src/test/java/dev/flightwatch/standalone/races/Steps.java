package dev.flightwatch.standalone.races;

import dev.flightwatch.usermanager.outbox.Backlog;
import io.vertx.core.Future;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Supplier;

/** The points at which an operation can be held while others run. */
interface Steps {
  <T> Future<T> step(String name, Supplier<Future<T>> call);

  /** Returns steps that are never held. */
  static Steps free() {
    return new Steps() {
      @Override
      public <T> Future<T> step(String name, Supplier<Future<T>> call) {
        return call.get();
      }
    };
  }

  /** Returns a store of which each call is a step, named by its method. */
  default <T> T of(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == type) {
                return proxy;
              }
              // A sample for metrics, at the end of an operation, is no step.
              return method.getName().equals("backlog")
                  ? Future.succeededFuture(new Backlog(0, Duration.ZERO))
                  : step(method.getName(), () -> call(store, method, arguments));
            }));
  }

  @SuppressWarnings("unchecked")
  private static Future<Object> call(Object store, Method method, Object[] arguments) {
    try {
      return (Future<Object>) method.invoke(store, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(method.getName(), e);
    }
  }
}
