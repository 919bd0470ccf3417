package dev.flightwatch.embedded.opensky;

import java.time.Clock;

/**
 * The options of an emulator.
 *
 * @param port 0 for any free port
 * @param clock the source of all times except the delays of faults
 * @param batchHour the UTC hour, 0 to 23, of the batch that settles the previous UTC day: from then
 *     on, the arrivals of that day are listed
 * @param isDisclosed whether responses say that they are an emulator's
 */
public record EmulatorOptions(
    String host,
    int port,
    Clock clock,
    EmulatedAccount account,
    TrafficPlan traffic,
    int batchHour,
    boolean isDisclosed) {

  /** The last seeded flights of a day have ended by then. */
  static final int DEFAULT_BATCH_HOUR = 3;

  public EmulatorOptions {
    new NightlyBatch(batchHour);
  }

  /** Returns options for loopback, any free port, the system clock and generated traffic. */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        "127.0.0.1",
        0,
        Clock.systemUTC(),
        EmulatedAccount.standard(),
        new TrafficPlan.Seeded(1),
        DEFAULT_BATCH_HOUR,
        true);
  }

  public EmulatorOptions withClock(Clock newClock) {
    return new EmulatorOptions(host, port, newClock, account, traffic, batchHour, isDisclosed);
  }

  public EmulatorOptions withAccount(EmulatedAccount newAccount) {
    return new EmulatorOptions(host, port, clock, newAccount, traffic, batchHour, isDisclosed);
  }

  public EmulatorOptions withTraffic(TrafficPlan newTraffic) {
    return new EmulatorOptions(host, port, clock, account, newTraffic, batchHour, isDisclosed);
  }

  /** Returns options with this hour of the nightly batch, 0 to 23. */
  public EmulatorOptions withBatchHour(int newBatchHour) {
    return new EmulatorOptions(host, port, clock, account, traffic, newBatchHour, isDisclosed);
  }

  /**
   * Returns options for tests of what a caller does with the OpenSky Network: responses do not say
   * that they are an emulator's.
   */
  public EmulatorOptions undisclosed() {
    return new EmulatorOptions(host, port, clock, account, traffic, batchHour, false);
  }
}
