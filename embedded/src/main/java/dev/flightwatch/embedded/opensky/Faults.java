package dev.flightwatch.embedded.opensky;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults switched on. A call meets the first one that fits it, so that several in a row make a
 * story: three 503, then one slow answer. Safe for use by any thread.
 */
public final class Faults {

  private static final int MOST = 1_000;

  private final List<Fault> active = new ArrayList<>();

  Faults() {}

  /**
   * Switches a fault on, behind those that are on already.
   *
   * @throws IllegalArgumentException when there are too many
   */
  public synchronized void add(Fault fault) {
    if (active.size() >= MOST) {
      throw new IllegalArgumentException("at most " + MOST + " faults can be on at once");
    }
    active.add(fault);
  }

  public synchronized void clear() {
    active.clear();
  }

  public synchronized List<Fault> active() {
    return List.copyOf(active);
  }

  synchronized Optional<Fault> take(Fault.Door door, String airport) {
    for (int i = 0; i < active.size(); i++) {
      Fault fault = active.get(i);
      if (fault.strikes(door, airport)) {
        useUp(i, fault);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private void useUp(int index, Fault fault) {
    if (fault.times() == 1) {
      active.remove(index);
    } else if (fault.times() != Fault.UNTIL_CLEARED) {
      active.set(index, fault.times(fault.times() - 1));
    }
  }
}
