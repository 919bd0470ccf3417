package dev.flightwatch.datacollector.testing;

import dev.flightwatch.datacollector.flights.AirportCode;

/** The airports of the tests. */
public final class TestAirports {
  public static final AirportCode LICC = new AirportCode("LICC");
  public static final AirportCode LIRF = new AirportCode("LIRF");
  public static final AirportCode LIMC = new AirportCode("LIMC");
  public static final AirportCode EDDF = new AirportCode("EDDF");
  public static final AirportCode KJFK = new AirportCode("KJFK");
  public static final AirportCode LFPG = new AirportCode("LFPG");
  public static final AirportCode LSZB = new AirportCode("LSZB");

  /** An airport without traffic in the emulator. */
  public static final AirportCode FHAW = new AirportCode("FHAW");

  private TestAirports() {}
}
