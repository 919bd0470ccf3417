package dev.flightwatch.datacollector.simulation;

import dev.flightwatch.datacollector.flights.AirportCode;

/**
 * The aircraft of one airport's simulated flights. Time is divided into cycles. In each cycle an
 * airport has one aircraft, either for the whole cycle or for one third of it, and no other airport
 * has that aircraft at the same time; in the next cycle it has another one. Therefore an aircraft
 * that lands within its part of the cycle never has two flights at once.
 *
 * <p>The transponder addresses are B00000 to BFFFFF: ICAO Annex 10, volume III, part I, chapter 9
 * (its appendix on the allocation of addresses) reserves the blocks that begin with the bits 1011,
 * 1101 and 1111 for future use, so no state can assign one to an aircraft. There are fewer
 * addresses than airport codes, so only codes of four letters, which include those of all airports
 * with scheduled flights, have an aircraft for the whole cycle.
 */
final class MockFleet {
  /** Shorter than {@link MockFlights#WINDOW_SECONDS} by the spread of an airport's departures. */
  static final int CYCLE_SECONDS = 100 * 60;

  private static final int ADDRESS_BLOCK = 0xB00000;

  /** The last hex digit of an address determines when the cycles of the aircraft begin. */
  private static final int PHASE_BITS = 4;

  private static final int PHASE_SECONDS = CYCLE_SECONDS >> PHASE_BITS;
  private static final int PHASE_MASK = (1 << PHASE_BITS) - 1;
  private static final int SCATTER_MASK = 0xFFFF;
  private static final int CODES_OF_FOUR_LETTERS = 26 * 26 * 26 * 26;
  private static final int CODES_OF_LENGTH_THREE = 36 * 36 * 36;

  /** Number of airports that share an aircraft; all shared and own ones fit into the block. */
  private static final int SHARED_BY = 3;

  /** Odd, so that different indexes stay different modulo 2^16. */
  private static final int SCATTER = 0x9E37;

  private static final int CYCLE_STRIDE = 0x3A5D;

  private static final int CODE_BITS = 22;

  private final int code;
  private final int index;
  private final int begin;
  private final int seconds;

  MockFleet(AirportCode airport) {
    String text = airport.value();
    code = number(text);
    if (text.matches("[A-Z]{4}")) {
      index = text.chars().reduce(0, (number, letter) -> number * 26 + letter - 'A');
      seconds = CYCLE_SECONDS;
      begin = 0;
    } else {
      index = CODES_OF_FOUR_LETTERS + code / SHARED_BY;
      seconds = CYCLE_SECONDS / SHARED_BY;
      begin = code % SHARED_BY * seconds;
    }
  }

  /** Numbers all codes, those of length three before those of length four. */
  private static int number(String code) {
    int value = Integer.parseInt(code, 36);
    return code.length() == 3 ? value : CODES_OF_LENGTH_THREE + value;
  }

  /** Returns the transponder address of the airport's aircraft in a cycle, in lower-case hex. */
  String icao24(long cycle) {
    long scattered = (index >> PHASE_BITS) * (long) SCATTER + cycle * CYCLE_STRIDE;
    int aircraft = (int) (scattered & SCATTER_MASK) << PHASE_BITS | index & PHASE_MASK;
    return Integer.toHexString(ADDRESS_BLOCK | aircraft);
  }

  /** Returns the second at which the airport's part of a cycle begins, in Unix time. */
  long begin(long cycle) {
    return cycle * CYCLE_SECONDS + (index & PHASE_MASK) * PHASE_SECONDS + begin;
  }

  /** Returns the length of the airport's part of a cycle. */
  int seconds() {
    return seconds;
  }

  /** Returns the seed of this airport and cycle, the same in every process. */
  long seed(long cycle) {
    // Similar seeds give similar first numbers; the factor spreads them.
    return (cycle << CODE_BITS | code) * 0x9E3779B97F4A7C15L;
  }
}
