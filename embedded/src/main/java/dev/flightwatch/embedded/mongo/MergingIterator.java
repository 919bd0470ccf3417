package dev.flightwatch.embedded.mongo;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** The elements of several sorted iterators, in order. Reads no source further than it must. */
final class MergingIterator<T> implements Iterator<T> {
  private final PriorityQueue<Head<T>> heads;
  private Iterator<T> last = Collections.emptyIterator();

  private record Head<T>(T element, Iterator<T> rest) {}

  MergingIterator(List<Iterator<T>> sources, Comparator<? super T> order) {
    heads = new PriorityQueue<>((one, other) -> order.compare(one.element, other.element));
    sources.forEach(this::addHead);
  }

  private void addHead(Iterator<T> source) {
    if (source.hasNext()) {
      heads.add(new Head<>(source.next(), source));
    }
  }

  @Override
  public boolean hasNext() {
    addHead(last);
    last = Collections.emptyIterator();
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Head<T> least = heads.remove();
    last = least.rest;
    return least.element;
  }
}
