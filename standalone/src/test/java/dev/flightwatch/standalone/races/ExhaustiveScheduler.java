package dev.flightwatch.standalone.races;

import java.util.ArrayList;
import java.util.List;

/** Selects other steps in each run, until every order has been run. */
final class ExhaustiveScheduler implements StepScheduler {
  private final List<Choice> path = new ArrayList<>();
  private int depth;

  private record Choice(int taken, int alternatives) {}

  @Override
  public int choose(int alternatives) {
    if (depth == path.size()) {
      path.add(new Choice(0, alternatives));
    }
    return path.get(depth++).taken();
  }

  /** Returns the first choice of the next run. */
  int first() {
    return path.get(0).taken();
  }

  /** Prepares the next run; returns false when every order has been run. */
  boolean next() {
    depth = 0;
    while (!path.isEmpty()) {
      Choice last = path.remove(path.size() - 1);
      if (last.taken() + 1 < last.alternatives()) {
        path.add(new Choice(last.taken() + 1, last.alternatives()));
        return true;
      }
    }
    return false;
  }
}
