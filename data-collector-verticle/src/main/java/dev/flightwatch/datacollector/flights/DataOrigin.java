package dev.flightwatch.datacollector.flights;

/** Where the data came from that the database has from OpenSky. */
public enum DataOrigin {
  /** There is no data yet. */
  UNKNOWN,
  /** The OpenSky Network. */
  NETWORK,
  /** An emulator of it. */
  EMULATOR;

  /** Returns whether data of a source is simulated: what is not known to be real counts as such. */
  public boolean isSimulated(Source source) {
    return source == Source.MOCK || this != NETWORK;
  }
}
