package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;

/** Counts the requests that are worked on, all on one event loop, and turns away what is more. */
final class Gate {
  private final int places;
  private int taken;

  Gate(int places) {
    this.places = places;
  }

  void enter() {
    if (taken >= places) {
      throw ServiceException.of(
          ErrorKind.OVERLOADED, "overloaded", "Too many requests at once; try again in a moment.");
    }
    taken++;
  }

  void leave() {
    taken--;
  }
}
