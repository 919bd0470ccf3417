package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;

/**
 * The index of a collection's ids. It serves every filter with an id, including filters with
 * further conditions ({@code {_id: "x", run_at: {$lt: 1}}}), for which the library's index falls
 * back to a scan. The keys are the ids themselves, which the store compares without serializing
 * them.
 */
final class IdIndex extends AbstractUniqueIndex<Object> {
  static final String FIELD = "_id";

  private final MVMap<Object, Object> idToPosition;

  IdIndex(MVMap<Object, Object> idToPosition, String name, List<IndexKey> keys) {
    super(name, keys, false);
    this.idToPosition = idToPosition;
  }

  @Override
  public boolean canHandle(Document query) {
    return query.containsKey(FIELD) && super.canHandle(onlyId(query));
  }

  @Override
  public Iterable<Object> getPositions(Document query) {
    return super.getPositions(onlyId(query));
  }

  private static Document onlyId(Document query) {
    return new Document(FIELD, query.get(FIELD));
  }

  @Override
  protected Object getPosition(KeyValue key) {
    return idToPosition.get(id(key));
  }

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return idToPosition.putIfAbsent(id(key), Missing.ofNullable(position)) == null;
  }

  @Override
  protected Object removeDocument(KeyValue key) {
    return idToPosition.remove(id(key));
  }

  private static Object id(KeyValue key) {
    return Missing.ofNullable(key.get(0));
  }

  @Override
  protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
    return idToPosition.entrySet().stream()
            .map(entry -> Map.entry(new KeyValue(entry.getKey()), entry.getValue()))
        ::iterator;
  }

  @Override
  public boolean isEmpty() {
    return idToPosition.isEmpty();
  }

  @Override
  public long getCount() {
    return idToPosition.sizeAsLong();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }
}
