package dev.flightwatch.datacollector.simulation;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.airports.Coordinates;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.opensky.AircraftState;
import dev.flightwatch.datacollector.opensky.Area;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Simulated aircraft around an airport. They depend only on the airport and the time, so all
 * processes simulate the same ones, and they move smoothly from one second to the next. Those that
 * depart are the aircraft of {@link MockFlights}, with their addresses and callsigns. Arrivals are
 * not simulated as flights: one lands in every six minutes.
 */
public final class MockAircraft {
  private static final int LANDING_SECONDS = 6 * 60;

  /** Longest time before a landing at which an aircraft may be in the area. */
  private static final int APPROACH_SECONDS = 40 * 60;

  /** How long an aircraft is on the ground after it has landed. */
  private static final int GROUND_SECONDS = 10 * 60;

  /** How long it is there before it departs; less than the time since its previous flight. */
  private static final int BOARDING_SECONDS = 5 * 60;

  private static final double SLOWEST = 75;
  private static final double CRUISING_SPEED = 230;

  /** Time constant of the change from the slowest speed to the cruising speed. */
  private static final double ACCELERATION_SECONDS = 180;

  private static final double CRUISING_METRES = 10_600;
  private static final double CLIMB = 12;
  private static final double DESCENT = 9;

  /** The block of transponder addresses for arrivals, reserved like that of {@link MockFleet}. */
  private static final int ADDRESS_BLOCK = 0xD00000;

  private static final int ADDRESS_MASK = 0xFFFFF;

  private final Airport airport;
  private final Coordinates position;
  private final Area area;
  private final Instant now;

  private MockAircraft(Airport airport, Instant now) {
    this.airport = airport;
    this.position = new Coordinates(airport.latitude(), airport.longitude());
    this.area = Area.around(airport.latitude(), airport.longitude());
    this.now = now;
  }

  /** Returns the aircraft in the area around an airport, in the air and on the ground. */
  public static List<AircraftState> around(Airport airport, Instant now) {
    MockAircraft simulation = new MockAircraft(airport, now);
    List<AircraftState> aircraft = new ArrayList<>();
    simulation.addDepartures(aircraft);
    simulation.addArrivals(aircraft);
    aircraft.removeIf(each -> !simulation.area.contains(each.latitude(), each.longitude()));
    return aircraft;
  }

  private record Identity(String icao24, String callsign) {}

  private void addDepartures(List<AircraftState> aircraft) {
    long second = now.getEpochSecond();
    for (Flight flight :
        MockFlights.between(
            new AirportCode(airport.icao()),
            second - APPROACH_SECONDS,
            second + BOARDING_SECONDS)) {
      Identity identity = new Identity(flight.icao24(), flight.data().getString("callsign"));
      Coordinates destination = hub(flight.data().getString("estArrivalAirport"));
      long flown = second - flight.firstSeen();
      if (flown < 0) {
        aircraft.add(parked(identity, flight.firstSeen()));
      } else if (second < flight.data().getLong("lastSeen")
          && distance(flown) < position.distanceTo(destination)) {
        double bearing = position.bearingTo(destination);
        Coordinates reached = position.at(distance(flown), bearing);
        double heading = (reached.bearingTo(position) + 180) % 360;
        aircraft.add(
            flying(identity, reached, Math.min(CRUISING_METRES, flown * CLIMB), flown, heading));
      }
    }
  }

  private void addArrivals(List<AircraftState> aircraft) {
    long second = now.getEpochSecond();
    long last = Math.floorDiv(second + APPROACH_SECONDS, LANDING_SECONDS);
    for (long slot = Math.floorDiv(second - GROUND_SECONDS, LANDING_SECONDS);
        slot <= last;
        slot++) {
      addArrival(slot, aircraft);
    }
  }

  private void addArrival(long slot, List<AircraftState> aircraft) {
    int code = Integer.parseInt(airport.icao(), Character.MAX_RADIX);
    // Similar seeds give similar first numbers; the factor spreads them.
    Random random = new Random((slot * 1_679_616 + code) * 0x9E3779B97F4A7C15L);
    long landing = slot * LANDING_SECONDS + random.nextInt(LANDING_SECONDS);
    Coordinates origin = hub(MockFlights.otherAirport(new AirportCode(airport.icao()), random));
    // The addresses of the slots that are simulated at the same time differ.
    int address = (int) (code * 61L + slot) & ADDRESS_MASK;
    Identity identity =
        new Identity(
            Integer.toHexString(ADDRESS_BLOCK | address),
            String.format(Locale.ROOT, "MOCK%04d", random.nextInt(10_000)));
    long left = landing - now.getEpochSecond();
    if (left <= 0) {
      if (-left < GROUND_SECONDS) {
        aircraft.add(parked(identity, landing));
      }
    } else if (distance(left) < position.distanceTo(origin)) {
      Coordinates reached = position.at(distance(left), position.bearingTo(origin));
      double altitude = Math.min(CRUISING_METRES, left * DESCENT);
      aircraft.add(flying(identity, reached, altitude, left, reached.bearingTo(position)));
    }
  }

  private static Coordinates hub(String code) {
    Airport hub = AirportReference.get().find(code).orElseThrow();
    return new Coordinates(hub.latitude(), hub.longitude());
  }

  /** Returns the distance from the airport some seconds after the departure or before landing. */
  private static double distance(long seconds) {
    return CRUISING_SPEED * seconds
        - (CRUISING_SPEED - SLOWEST)
            * ACCELERATION_SECONDS
            * (1 - Math.exp(-seconds / ACCELERATION_SECONDS));
  }

  private static double velocity(long seconds) {
    return CRUISING_SPEED - (CRUISING_SPEED - SLOWEST) * Math.exp(-seconds / ACCELERATION_SECONDS);
  }

  private AircraftState flying(
      Identity identity, Coordinates reached, double altitude, long seconds, double heading) {
    return new AircraftState(
        identity.icao24,
        identity.callsign,
        rounded(reached.latitude(), 10_000),
        rounded(reached.longitude(), 10_000),
        rounded(altitude, 1),
        rounded(velocity(seconds), 10),
        rounded(heading, 10),
        false,
        now);
  }

  /** Returns an aircraft on the apron, at a place of its own. */
  private AircraftState parked(Identity identity, long movement) {
    Random random = new Random(movement * 0x9E3779B97F4A7C15L);
    Coordinates stand = position.at(300 + random.nextInt(600), random.nextInt(360));
    return new AircraftState(
        identity.icao24,
        identity.callsign,
        rounded(stand.latitude(), 10_000),
        rounded(stand.longitude(), 10_000),
        0.0,
        0.0,
        (double) random.nextInt(360),
        true,
        now);
  }

  private static double rounded(double value, double unit) {
    return Math.round(value * unit) / unit;
  }
}
