package dev.flightwatch.toolkit.service;

import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.launch.PortVariable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** A verticle with one server, which its stop closes. */
public abstract class ServerVerticle extends VerticleBase {
  private Supplier<Future<Void>> close = Future::succeededFuture;

  /**
   * Keeps the server that is being opened until the verticle stops.
   *
   * @param port named in the failure when the server cannot listen
   * @param closing closes the server gracefully
   */
  protected final <S> Future<S> serve(
      Future<S> opening, Setting<Integer> port, Function<S, Future<Void>> closing) {
    return opening
        .recover(PortVariable.named(port))
        .onSuccess(server -> close = () -> closing.apply(server));
  }

  @Override
  public final Future<?> stop() {
    return close.get();
  }
}
