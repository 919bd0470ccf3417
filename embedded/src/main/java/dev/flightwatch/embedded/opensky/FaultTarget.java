package dev.flightwatch.embedded.opensky;

/** The OpenSky server that a fault affects. */
public enum FaultTarget {
  API,
  TOKEN
}
