package dev.flightwatch.bench.row;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.program.Place;

/**
 * Who runs where.
 *
 * @param measured where the services and the floors run
 * @param others where what they use runs: beside the load, and giving way to it, since a load
 *     generator that is kept from its CPU measures that
 */
public record Layout(Place measured, Place others) {
  public Layout {
    requireNonNull(measured);
    requireNonNull(others);
  }
}
