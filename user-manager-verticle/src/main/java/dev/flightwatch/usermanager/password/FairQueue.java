package dev.flightwatch.usermanager.password;

import dev.flightwatch.usermanager.users.HashPart;
import dev.flightwatch.usermanager.users.HashTurn;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * Work that waits for a thread. The parts take turns, and within a part the client networks that
 * have work do. Thread-safe.
 */
final class FairQueue<T> {
  private final int maximumOfPart;
  private final Map<HashPart, Part<T>> parts = new EnumMap<>(HashPart.class);
  private HashPart last = HashPart.REGISTRATION;

  /** The work of one part; the network whose turn is next comes first. */
  private static final class Part<T> {
    private final Map<String, Queue<T>> networkToWork = new LinkedHashMap<>();
    private int size;

    void add(String network, T work) {
      networkToWork.computeIfAbsent(network, key -> new ArrayDeque<>()).add(work);
      size++;
    }

    T next() {
      Map.Entry<String, Queue<T>> first = networkToWork.entrySet().iterator().next();
      String network = first.getKey();
      Queue<T> queue = first.getValue();
      T work = queue.remove();
      size--;
      networkToWork.remove(network);
      if (!queue.isEmpty()) {
        networkToWork.put(network, queue);
      }
      return work;
    }
  }

  /**
   * @param maximumOfPart maximum number of waiting pieces of work of each part
   */
  FairQueue(int maximumOfPart) {
    this.maximumOfPart = maximumOfPart;
    for (HashPart part : HashPart.values()) {
      parts.put(part, new Part<>());
    }
  }

  /** Adds work; returns false, without effect, when its part is full. */
  synchronized boolean offer(HashTurn turn, T work) {
    Part<T> part = parts.get(turn.part());
    if (part.size >= maximumOfPart) {
      return false;
    }
    part.add(turn.network(), work);
    return true;
  }

  /**
   * Removes the work whose turn it is.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  synchronized T remove() {
    HashPart other = last == HashPart.LOGIN ? HashPart.REGISTRATION : HashPart.LOGIN;
    last = parts.get(other).size > 0 ? other : last;
    return parts.get(last).next();
  }

  /** Returns the number of waiting pieces of work of a part. */
  synchronized int size(HashPart part) {
    return parts.get(part).size;
  }
}
