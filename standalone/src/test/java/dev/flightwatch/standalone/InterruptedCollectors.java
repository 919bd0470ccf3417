package dev.flightwatch.standalone;

import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Data collectors in separate processes that are killed, replaced, suspended and resumed at random
 * moments, most of them shortly after a call to OpenSky, while OpenSky fails at random too.
 */
final class InterruptedCollectors {
  private static final Duration CALL = Duration.ofMillis(500);

  /** Duration of a call without another fault, so that runs take some time. */
  private static final int CALL_MILLIS = 100;

  private final OpenSkyEmulator openSky;
  private final Map<String, String> environment;
  private final List<String> airports;
  private final Duration lease;
  private final Random random;
  private final List<FlightwatchProcess> running = new ArrayList<>();

  /** The suspended collectors, with the time at which they are resumed. */
  private final Map<FlightwatchProcess, Long> suspended = new HashMap<>();

  private int kills;
  private int suspensions;
  private int faults;

  /**
   * @param airports the airports that faults affect
   */
  InterruptedCollectors(
      OpenSkyEmulator openSky,
      Map<String, String> environment,
      List<String> airports,
      Duration lease,
      Random random) {
    this.openSky = openSky;
    this.environment = environment;
    this.airports = airports;
    this.lease = lease;
    this.random = random;
  }

  void start() throws IOException {
    running.add(
        FlightwatchProcess.startVerticle(
            DataCollectorVerticle.class, environment, "data-collector http"));
  }

  /** Causes one random event. */
  void interrupt() throws Exception {
    resumeWaiting();
    switch (random.nextInt(10)) {
      case 0 -> replaceAny();
      case 1, 2, 3 -> suspendAny();
      case 4, 5 -> addFault();
      default -> clearFaults();
    }
  }

  /** Ends the faults; calls stay slow. */
  void clearFaults() {
    openSky.faults().clear();
    openSky.faults().add(Fault.slow(Duration.ofMillis(CALL_MILLIS)));
  }

  private void replaceAny() throws Exception {
    FlightwatchProcess any = any();
    if (any.output().contains("Collected")) {
      awaitCall();
      any.kill();
      suspended.remove(any);
      running.remove(any);
      any.close();
      start();
      kills++;
    }
  }

  private void suspendAny() throws Exception {
    FlightwatchProcess any = any();
    if (!suspended.containsKey(any)) {
      awaitCall();
      any.suspend();
      double leases = random.nextBoolean() ? 0.4 : 1.6;
      suspended.put(any, System.nanoTime() + (long) (lease.toNanos() * leases));
      suspensions++;
    }
  }

  private FlightwatchProcess any() {
    return running.get(random.nextInt(running.size()));
  }

  /** The flights of the call are stored and counted soon after it. */
  private void awaitCall() {
    long before = openSky.calls().total();
    ChaosRun.await(CALL, () -> openSky.calls().total() > before);
    ChaosRun.pause(Duration.ofMillis(random.nextInt(2 * CALL_MILLIS)));
  }

  private void addFault() {
    Fault fault =
        switch (random.nextInt(4)) {
          case 0 -> Fault.status(503);
          case 1 -> Fault.status(503).after(Duration.ofMillis(random.nextInt(600)));
          case 2 -> Fault.tooManyRequests(1);
          default -> Fault.slow(Duration.ofMillis(random.nextInt(600)));
        };
    openSky.faults().clear();
    openSky
        .faults()
        .add(
            fault
                .times(1 + random.nextInt(5))
                .forAirport(airports.get(random.nextInt(airports.size()))));
    openSky.faults().add(Fault.slow(Duration.ofMillis(CALL_MILLIS)));
    faults++;
  }

  private void resumeWaiting() throws Exception {
    for (FlightwatchProcess process : List.copyOf(suspended.keySet())) {
      if (System.nanoTime() - suspended.get(process) >= 0) {
        suspended.remove(process);
        process.resume();
      }
    }
  }

  void resumeAll() throws Exception {
    for (FlightwatchProcess process : running) {
      process.resume();
    }
    suspended.clear();
  }

  /** Stops all, each after its runs. */
  void stopAll() throws Exception {
    resumeAll();
    for (FlightwatchProcess process : running) {
      process.close();
    }
    running.clear();
  }

  @Override
  public String toString() {
    return "%d kills, %d suspensions, %d faults".formatted(kills, suspensions, faults);
  }
}
