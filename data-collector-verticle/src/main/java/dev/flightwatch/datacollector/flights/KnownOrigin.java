package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.flights.DataOrigin.EMULATOR;
import static dev.flightwatch.datacollector.flights.DataOrigin.NETWORK;
import static dev.flightwatch.datacollector.flights.DataOrigin.UNKNOWN;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;

/**
 * The origin of the database, as far as this process knows it. The first response that is stored
 * decides it for the life of the database, so that the data of an emulator never mixes with that of
 * the OpenSky Network. Safe for use by any thread.
 */
public final class KnownOrigin implements Shareable {
  private volatile DataOrigin current = UNKNOWN;

  /** Returns the origin of the database of this process. */
  public static KnownOrigin of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, KnownOrigin>getLocalMap(KnownOrigin.class.getName())
        .computeIfAbsent("origin", key -> new KnownOrigin());
  }

  public DataOrigin current() {
    return current;
  }

  /** Returns whether a response may be stored: whether the database has none of the other kind. */
  public Future<Boolean> accepts(boolean isEmulator, OriginStore store) {
    DataOrigin origin = isEmulator ? EMULATOR : NETWORK;
    Future<DataOrigin> stored =
        current == UNKNOWN
            ? store.claim(origin).onSuccess(claimed -> current = claimed)
            : Future.succeededFuture(current);
    return stored.map(origin::equals);
  }

  /** Reads the origin if it is not known: another process may have stored the first response. */
  public Future<Void> refresh(OriginStore store) {
    return current == UNKNOWN
        ? store.find().onSuccess(this::know).mapEmpty()
        : Future.succeededFuture();
  }

  /** A claim that was made since is not forgotten. */
  private void know(DataOrigin found) {
    if (found != UNKNOWN) {
      current = found;
    }
  }
}
