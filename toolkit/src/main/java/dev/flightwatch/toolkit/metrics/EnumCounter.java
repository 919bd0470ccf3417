package dev.flightwatch.toolkit.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts what happens by a word of an enumeration, all of which begin at 0. Safe for any thread.
 */
public final class EnumCounter<E extends Enum<E>> {
  private final Map<E, Counter> wordToCounter;

  EnumCounter(Class<E> words, Function<E, Counter> counter) {
    wordToCounter = new EnumMap<>(words);
    for (E word : words.getEnumConstants()) {
      wordToCounter.put(word, counter.apply(word));
    }
  }

  /** One more of this word. */
  public void increment(E word) {
    wordToCounter.get(word).increment();
  }

  /** So many more of this word. */
  public void add(E word, long more) {
    wordToCounter.get(word).add(more);
  }
}
