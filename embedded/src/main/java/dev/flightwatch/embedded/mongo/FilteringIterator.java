package dev.flightwatch.embedded.mongo;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Maps each element, and skips those that map to null. */
final class FilteringIterator<S, T> implements Iterator<T> {
  private final Iterator<S> source;
  private final Function<S, T> mapper;
  private T next;

  FilteringIterator(Iterator<S> source, Function<S, T> mapper) {
    this.source = source;
    this.mapper = mapper;
  }

  @Override
  public boolean hasNext() {
    while (next == null && source.hasNext()) {
      next = mapper.apply(source.next());
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T element = next;
    next = null;
    return element;
  }
}
