package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rest of a query's result, of which it holds the positions. Skips deleted documents. */
final class PositionCursor extends AbstractCursor {
  private final Function<Stream<Long>, List<Document>> read;
  private List<Long> rest;

  PositionCursor(long id, List<Long> positions, Function<Stream<Long>, List<Document>> read) {
    super(id);
    this.rest = positions;
    this.read = read;
  }

  @Override
  public boolean isEmpty() {
    return rest.isEmpty();
  }

  /**
   * @param batchSize 0: all
   */
  @Override
  public List<Document> takeDocuments(int batchSize) {
    int end = batchSize <= 0 ? rest.size() : Math.min(batchSize, rest.size());
    List<Long> batch = rest.subList(0, end);
    rest = rest.subList(end, rest.size());
    return read.apply(batch.stream());
  }
}
