package dev.flightwatch.toolkit.cache;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A log of the last invalidation of each subject. Invalidations are numbered, and the slot of a
 * subject contains the number of its last one. A comparison of numbers shows whether a response was
 * requested before an invalidation; no list of cached responses is needed. Subjects may share a
 * slot: they are invalidated together, which costs an additional request and nothing else. Safe for
 * use by any thread.
 */
final class InvalidationLog {
  private static final int SLOTS = 4_096;

  /** The slot that every response depends on. */
  private static final int ALL = 0;

  private final AtomicLong last = new AtomicLong();
  private final AtomicLongArray slotToLast = new AtomicLongArray(SLOTS);

  /** Returns the number of the last invalidation of any subject. */
  long last() {
    return last.get();
  }

  void invalidate(Object subject) {
    invalidateSlot(slot(subject));
  }

  void invalidateAll() {
    invalidateSlot(ALL);
  }

  private void invalidateSlot(int slot) {
    long number = last.incrementAndGet();
    slotToLast.accumulateAndGet(slot, number, Math::max);
  }

  int[] slots(Collection<?> subjects) {
    return subjects.stream().mapToInt(InvalidationLog::slot).toArray();
  }

  private static int slot(Object subject) {
    int hash = subject.hashCode();
    return 1 + Math.floorMod(hash ^ hash >>> 16, SLOTS - 1);
  }

  /** Whether one of these slots was invalidated after the invalidation of that number. */
  boolean anySince(long number, int[] slots) {
    if (last.get() == number) {
      return false;
    }
    if (slotToLast.get(ALL) > number) {
      return true;
    }
    for (int slot : slots) {
      if (slotToLast.get(slot) > number) {
        return true;
      }
    }
    return false;
  }
}
