package dev.flightwatch.embedded.opensky;

import java.time.Clock;

/**
 * The options of an emulator.
 *
 * @param port 0 for any free port
 * @param clock the source of all times except the delays of faults
 */
public record EmulatorOptions(
    String host, int port, Clock clock, EmulatedAccount account, TrafficPlan traffic) {

  /** Returns options for loopback, any free port, the system clock and generated traffic. */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        "127.0.0.1", 0, Clock.systemUTC(), EmulatedAccount.standard(), new TrafficPlan.Seeded(1));
  }

  public EmulatorOptions withClock(Clock newClock) {
    return new EmulatorOptions(host, port, newClock, account, traffic);
  }

  public EmulatorOptions withAccount(EmulatedAccount newAccount) {
    return new EmulatorOptions(host, port, clock, newAccount, traffic);
  }

  public EmulatorOptions withTraffic(TrafficPlan newTraffic) {
    return new EmulatorOptions(host, port, clock, account, newTraffic);
  }
}
