package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The result of a query. Only the first documents are kept; of the others, which may be the whole
 * collection, it keeps the positions and reads them again.
 */
final class Matches implements Iterable<Document> {
  private static final int KEPT_BYTES = 4 * 1024 * 1024;

  private final StoredDocuments documents;
  private final List<Long> positions = new ArrayList<>();
  private final List<Document> first = new ArrayList<>();
  private long keptBytes;

  Matches(StoredDocuments documents) {
    this.documents = documents;
  }

  void add(Match match) {
    positions.add(match.position());
    keptBytes += match.size();
    if (keptBytes <= KEPT_BYTES) {
      first.add(match.document());
    }
  }

  int size() {
    return positions.size();
  }

  List<Long> positions() {
    return positions;
  }

  /** Yields each document once: callers change them. */
  @Override
  public Iterator<Document> iterator() {
    return new FilteringIterator<>(
        new Iterator<Integer>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < positions.size();
          }

          @Override
          public Integer next() {
            return next++;
          }
        },
        this::document);
  }

  private Document document(int index) {
    return index < first.size() ? first.get(index) : documents.get(positions.get(index));
  }
}
