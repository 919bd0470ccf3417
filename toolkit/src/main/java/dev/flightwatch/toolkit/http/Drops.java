package dev.flightwatch.toolkit.http;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which subjects were dropped, and when: drops are numbered, and each subject's place holds the
 * number of its last one. So what was asked for before a drop is told from what was asked for
 * later, without a list of what is kept. Subjects may share a place; then one is dropped with the
 * other, which costs a question more and nothing else.
 */
final class Drops {
  private static final int PLACES = 4_096;

  /** The place that every answer depends on. */
  private static final int ALL = 0;

  private final AtomicLong last = new AtomicLong();
  private final AtomicLongArray placeToLast = new AtomicLongArray(PLACES);

  /** The number of the last drop of all. */
  long last() {
    return last.get();
  }

  void drop(Object subject) {
    drop(place(subject));
  }

  void dropAll() {
    drop(ALL);
  }

  private void drop(int place) {
    long number = last.incrementAndGet();
    placeToLast.accumulateAndGet(place, number, Math::max);
  }

  int[] places(Collection<?> subjects) {
    return subjects.stream().mapToInt(Drops::place).toArray();
  }

  private static int place(Object subject) {
    int hash = subject.hashCode();
    return 1 + Math.floorMod(hash ^ hash >>> 16, PLACES - 1);
  }

  /** Whether something at these places was dropped after the drop of that number. */
  boolean anySince(long number, int[] places) {
    if (last.get() == number) {
      return false;
    }
    if (placeToLast.get(ALL) > number) {
      return true;
    }
    for (int place : places) {
      if (placeToLast.get(place) > number) {
        return true;
      }
    }
    return false;
  }
}
