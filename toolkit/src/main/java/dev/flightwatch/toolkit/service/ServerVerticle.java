package dev.flightwatch.toolkit.service;

import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** A verticle with one server, which its stop closes. */
public abstract class ServerVerticle extends VerticleBase {
  private Supplier<Future<Void>> close = Future::succeededFuture;

  /** Keeps a server at {@code BIND_ADDRESS} that is being opened until the verticle stops. */
  protected final <S> Future<S> serve(
      Future<S> opening, Setting<Integer> port, Function<S, Future<Void>> closing) {
    return serve(opening, StartSettings.BIND_ADDRESS, port, closing);
  }

  /**
   * Keeps the server that is being opened until the verticle stops.
   *
   * @param address named, with the port, in the failure when the server cannot listen
   * @param closing closes the server gracefully
   */
  protected final <S> Future<S> serve(
      Future<S> opening,
      Setting<String> address,
      Setting<Integer> port,
      Function<S, Future<Void>> closing) {
    return opening
        .recover(PortVariable.named(address, port))
        .onSuccess(server -> close = () -> closing.apply(server));
  }

  @Override
  public final Future<?> stop() {
    return close.get();
  }
}
