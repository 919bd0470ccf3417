package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Clock;

/**
 * How an emulator is set up.
 *
 * @param port 0 for any free one
 * @param clock where the emulator takes every time from, its delays aside
 */
public record EmulatorOptions(
    String host, int port, Clock clock, Account account, TrafficPlan traffic) {

  public EmulatorOptions {
    requireNonNull(host);
    requireNonNull(clock);
    requireNonNull(account);
    requireNonNull(traffic);
  }

  /** Loopback, any free port, the system's clock, a standard account, seeded traffic. */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        "127.0.0.1",
        0,
        Clock.systemUTC(),
        Account.standard(),
        new TrafficPlan.Seeded(1, TrafficPlan.Seeded.DEFAULT_DAYS));
  }

  public EmulatorOptions withHost(String newHost) {
    return new EmulatorOptions(newHost, port, clock, account, traffic);
  }

  public EmulatorOptions withPort(int newPort) {
    return new EmulatorOptions(host, newPort, clock, account, traffic);
  }

  public EmulatorOptions withClock(Clock newClock) {
    return new EmulatorOptions(host, port, newClock, account, traffic);
  }

  public EmulatorOptions withAccount(Account newAccount) {
    return new EmulatorOptions(host, port, clock, newAccount, traffic);
  }

  public EmulatorOptions withTraffic(TrafficPlan newTraffic) {
    return new EmulatorOptions(host, port, clock, account, newTraffic);
  }
}
