package dev.flightwatch.embedded.opensky;

/**
 * The batch that settles each UTC day in the following night.
 *
 * @param hour the UTC hour at which it runs, 0 to 23
 */
record NightlyBatch(int hour) {

  NightlyBatch {
    if (hour < 0 || hour > 23) {
      throw new IllegalArgumentException("the batch hour must be 0 to 23, not " + hour);
    }
  }

  /** Returns the second from which the UTC day of this second is settled. */
  long settles(long epochSecond) {
    return (UtcDays.of(epochSecond) + 1) * UtcDays.SECONDS + hour * 3_600L;
  }
}
