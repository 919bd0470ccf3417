package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.toolkit.trace.ClientSpans;
import dev.flightwatch.toolkit.trace.ClientSpans.DatabaseOperation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.MongoClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A client that records a span for each operation; the client of Vert.x records none. */
final class TracedMongo implements InvocationHandler {
  private final MongoClient client;

  private TracedMongo(MongoClient client) {
    this.client = client;
  }

  /** Wraps a client; returns the client itself when tracing is off. */
  static MongoClient of(Vertx vertx, MongoClient client) {
    return ClientSpans.areEnabled(vertx)
        ? (MongoClient)
            Proxy.newProxyInstance(
                MongoClient.class.getClassLoader(),
                new Class<?>[] {MongoClient.class},
                new TracedMongo(client))
        : client;
  }

  /** The first argument of an operation is its collection or the name of a command. */
  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    return method.getReturnType() == Future.class && arguments != null
        ? ClientSpans.around(
            new DatabaseOperation("mongodb", method.getName(), arguments[0].toString()),
            () -> (Future<?>) call(method, arguments))
        : call(method, arguments);
  }

  private Object call(Method method, Object[] arguments) {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
