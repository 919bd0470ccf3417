package dev.flightwatch.datacollector.opensky;

/**
 * Which aircraft a mock flight is made with, and when it is first seen. The way from airport, ten
 * minutes and flight to (icao24, firstSeen) can be gone backwards, so no two flights share a key.
 *
 * <p>The addresses are B00000 to BFFFFF: ICAO Annex 10, volume III, part I, chapter 9 (its appendix
 * on the allocation of addresses) keeps the blocks that begin with the bits 1011, 1101 and 1111 for
 * future use, so no state can give one to an aircraft.
 *
 * @param icao24 lower-case hex
 * @param firstSeen Unix seconds
 */
record MockFlightKey(String icao24, long firstSeen) {

  static final int SLOT_SECONDS = 600;

  /** How many ten minutes before the present ones hold mock flights: 110 minutes. */
  static final int SLOTS_BACK = 11;

  private static final int BLOCK = 0xB00000;
  private static final int BLOCK_MASK = 0xFFFFF;
  private static final int BLOCK_BITS = 20;

  /** All airports and flights need 19 times the block, and 19 times 31 fit into 600 seconds. */
  private static final int SECONDS_APART = 31;

  private static final int ODD = 0x9E375;
  private static final int RADIX = 36;
  private static final int CODES_OF_THREE = RADIX * RADIX * RADIX;

  /**
   * The key of the one flight that a slot's answer can have in an earlier slot.
   *
   * @param slot ten minutes, counted from 1970
   * @param slotsBack 1 to {@value #SLOTS_BACK}
   */
  static MockFlightKey of(String airport, long slot, int slotsBack) {
    long seenIn = slot - slotsBack;
    int number = number(airport) * SLOTS_BACK + slotsBack - 1;
    long scrambled = (number + seenIn) * ODD & BLOCK_MASK;
    long second = (number >>> BLOCK_BITS) * SECONDS_APART + Math.floorMod(scrambled, SECONDS_APART);
    return new MockFlightKey(
        Integer.toHexString(BLOCK | (int) scrambled), seenIn * SLOT_SECONDS + second);
  }

  /** A number of its own for each code, the codes of three letters before those of four. */
  private static int number(String airport) {
    if (!airport.matches("[A-Z0-9]{3,4}")) {
      throw new IllegalArgumentException("not an airport");
    }
    int value = Integer.parseInt(airport, RADIX);
    return airport.length() == 3 ? value : CODES_OF_THREE + value;
  }
}
