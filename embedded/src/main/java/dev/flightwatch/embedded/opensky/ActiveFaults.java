package dev.flightwatch.embedded.opensky;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The active faults, in order. A call takes the first fault that applies to it, so a sequence of
 * faults such as three 503 responses and one slow response is possible. Safe for use by any thread.
 */
public final class ActiveFaults {

  private final List<Fault> active = new ArrayList<>();

  ActiveFaults() {}

  /** Adds a fault after the active ones. */
  public synchronized void add(Fault fault) {
    active.add(fault);
  }

  public synchronized void clear() {
    active.clear();
  }

  public synchronized List<Fault> active() {
    return List.copyOf(active);
  }

  synchronized Optional<Fault> take(FaultTarget target, String airport, String path) {
    Optional<Fault> taken =
        active.stream().filter(fault -> fault.appliesTo(target, airport, path)).findFirst();
    taken.ifPresent(this::consume);
    return taken;
  }

  private void consume(Fault fault) {
    int index = active.indexOf(fault);
    if (fault.times() == 1) {
      active.remove(index);
    } else if (fault.times() != Fault.UNTIL_CLEARED) {
      active.set(index, fault.times(fault.times() - 1));
    }
  }
}
