package dev.flightwatch.datacollector.opensky;

/** A source that says how it is doing. */
public interface OpenSkySource extends FlightSource {

  /** A snapshot; cheap, and safe for any thread. */
  OpenSkyStatus status();
}
