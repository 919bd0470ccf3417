package dev.flightwatch.standalone.races;

import java.util.ArrayList;
import java.util.List;

/** Chooses differently in each run, until every order has been run. */
final class EveryOrder implements Chooser {
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

  /** What the first choice of the next run is. */
  int first() {
    return path.get(0).taken();
  }

  /** Begins the next run; false when there is none. */
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
