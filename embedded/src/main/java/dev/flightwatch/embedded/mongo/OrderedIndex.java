package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;

/**
 * An index in a map from keys to the positions of the documents. A key holds the indexed fields and
 * then the id, so no two documents share one. The index of a partial index holds the documents that
 * match its filter. A document that holds an array in an indexed field is rejected.
 */
final class OrderedIndex extends Index<Object> {
  static final String ID = "_id";

  private final MVMap<byte[], Long> map;
  private final Document partialFilter;
  private final boolean unique;
  private final List<IndexKey> parts;
  private final boolean idDeclared;

  OrderedIndex(MVMap<byte[], Long> map, Definition definition) {
    super(definition.name(), definition.keys(), definition.sparse());
    this.map = map;
    this.partialFilter = definition.partialFilter();
    this.unique = definition.unique();
    this.parts = new ArrayList<>();
    for (IndexKey key : definition.keys()) {
      parts.add(key);
      if (key.getKey().equals(ID)) {
        break;
      }
    }
    this.idDeclared = parts.get(parts.size() - 1).getKey().equals(ID);
    if (!idDeclared) {
      parts.add(new IndexKey(ID, true));
    }
  }

  /**
   * What an index is created from.
   *
   * @param partialFilter empty if the index is not partial
   */
  record Definition(
      String name, List<IndexKey> keys, boolean unique, boolean sparse, Document partialFilter) {}

  MVMap<byte[], Long> map() {
    return map;
  }

  /** Returns the fields in a key. The last is the id. */
  List<IndexKey> parts() {
    return parts;
  }

  Document partialFilter() {
    return partialFilter;
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  private boolean includes(Document document) {
    return partialFilter.isEmpty() || new DefaultQueryMatcher().matches(document, partialFilter);
  }

  /** Returns the key of the document, or null if the index does not include it. */
  byte[] key(Document document) {
    return includes(document) ? encode(document, parts.size()) : null;
  }

  private byte[] encode(Document document, int fields) {
    KeyEncoding key = new KeyEncoding();
    for (IndexKey part : parts.subList(0, fields)) {
      key.append(value(document, part.getKey()), part.isAscending());
    }
    return key.toBytes();
  }

  private Object value(Document document, String field) {
    Object value =
        field.indexOf('.') < 0
            ? document.getOrMissing(field)
            : Utils.getSubdocumentValueCollectionAware(document, field);
    if (value instanceof Collection) {
      throw new MongoServerError(
          16766,
          "indexes do not support array values here. Found array at path: %s, index: %s"
              .formatted(field, getName()));
    }
    return value;
  }

  /** Adds what the map is to hold for the document. */
  void collect(
      Document document,
      Long position,
      MongoCollection<Object> collection,
      Map<byte[], Long> entries) {
    checkAdd(document, collection);
    byte[] key = key(document);
    if (key != null) {
      entries.put(key, position);
    }
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    if (unique) {
      checkUnique(document, collection);
    } else {
      key(document);
    }
  }

  private void checkUnique(Document document, MongoCollection<Object> collection) {
    if (!includes(document) || (isSparse() && hasNoField(document))) {
      return;
    }
    byte[] prefix = uniquePart(document);
    byte[] next = map.ceilingKey(prefix);
    if (next != null && KeyRange.startingWith(prefix).contains(next)) {
      List<Object> values = getKeys().stream().map(key -> value(document, key.getKey())).toList();
      throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
    }
  }

  private byte[] uniquePart(Document document) {
    return encode(document, idDeclared ? parts.size() : parts.size() - 1);
  }

  private boolean hasNoField(Document document) {
    return getKeys().stream()
        .allMatch(key -> KeyEncoding.type(value(document, key.getKey())) == KeyEncoding.NULL);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    byte[] key = key(document);
    if (key != null) {
      map.put(key, (Long) position);
    }
  }

  @Override
  public Object remove(Document document) {
    byte[] key = key(document);
    return key == null ? null : map.remove(key);
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    if (!unique) {
      key(after);
    } else if (!includes(before) || !Arrays.equals(uniquePart(before), uniquePart(after))) {
      checkUnique(after, collection);
    }
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    byte[] oldKey = key(before);
    byte[] newKey = key(after);
    if (!Arrays.equals(oldKey, newKey)) {
      if (oldKey != null) {
        map.remove(oldKey);
      }
      if (newKey != null) {
        map.put(newKey, (Long) position);
      }
    }
  }

  /** Returns the position if this is the index of the ids, which has every document. */
  @Override
  public Object getPosition(Document document) {
    return parts.size() == 1 ? map.get(encode(document, 1)) : null;
  }

  /** True for a partial index too: the library accepts that neither has all documents. */
  @Override
  protected boolean isSparse() {
    return super.isSparse() || !partialFilter.isEmpty();
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return super.hasSameOptions(other)
        && other instanceof OrderedIndex index
        && toIndexDescription().equals(index.toIndexDescription());
  }

  @Override
  public Document toIndexDescription() {
    Document description = super.toIndexDescription();
    if (!partialFilter.isEmpty()) {
      description.put("partialFilterExpression", partialFilter);
    }
    return description;
  }

  /** False: the library does not fill it, as the database has built it. */
  @Override
  public boolean isEmpty() {
    return false;
  }

  /** False: the queries of this module are planned by {@link Planner}. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Object> getPositions(Document query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long getCount() {
    return map.sizeAsLong();
  }

  @Override
  public long getDataSize() {
    return getCount();
  }

  @Override
  public void drop() {
    map.getStore().removeMap(map);
  }
}
