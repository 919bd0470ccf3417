package dev.flightwatch.datacollector.flights;

import io.vertx.core.Future;

/** The store of the origin of a database; see {@link KnownOrigin}. */
public interface OriginStore {
  /** Returns the origin that was claimed first, otherwise {@link DataOrigin#UNKNOWN}. */
  Future<DataOrigin> find();

  /** Stores the origin if there is none; returns the stored one, which never changes. */
  Future<DataOrigin> claim(DataOrigin origin);
}
