package dev.flightwatch.datacollector.flights;

/** The stores of both directions. */
public record FlightStores(FlightStore departures, FlightStore arrivals) {
  public FlightStore of(Direction direction) {
    return direction == Direction.DEPARTURE ? departures : arrivals;
  }
}
