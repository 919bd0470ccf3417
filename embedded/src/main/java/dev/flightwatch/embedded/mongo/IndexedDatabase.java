package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database whose collections have indexes. Each collection and each index is a map. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Object> {
  static final String DOCUMENTS = "documents.";

  private static final Logger log = LoggerFactory.getLogger(IndexedDatabase.class);

  private static final String INDEXES = "index.";

  /** A map of a build that has not ended, or that was interrupted. */
  private static final String UNFINISHED = "building.";

  private final MVStore store;
  private final boolean opened;
  private Document created; // the index that is being created

  IndexedDatabase(String name, MVStore store, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    initializeNamespacesAndIndexes();
    this.opened = true;
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    if (command.equals("explain") && query.get(command) instanceof Document explained) {
      String name = (String) explained.values().iterator().next();
      boolean execute = !"queryPlanner".equals(query.get("verbosity"));
      return Explain.of((IndexedCollection) resolveCollection(name, false), explained, execute);
    }
    if (command.equalsIgnoreCase("aggregate")
        && resolveCollection(query.get(command).toString(), false) instanceof IndexedCollection c) {
      var aggregate = new IndexedAggregate(c, query);
      if (aggregate.usesIndex()) {
        return aggregate.run(databases, this, oplog);
      }
    }
    return super.handleCommand(channel, command, query, databases, oplog);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
    String fullName = getFullCollectionNamespace(name);
    MVMap<Long, byte[]> documents = openDocuments(store, fullName);
    new FormerStore(store).convert(fullName, documents);
    return new IndexedCollection(this, name, options, cursorRegistry, documents);
  }

  static MVMap<Long, byte[]> openDocuments(MVStore store, String collection) {
    return store.openMap(
        DOCUMENTS + collection,
        new MVMap.Builder<Long, byte[]>()
            .keyType(LongDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  @Override
  protected void addIndex(Document description) {
    Document outer = created;
    created = description;
    try {
      super.addIndex(description);
    } finally {
      created = outer;
    }
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return open(collection, name, keys, true, sparse);
  }

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return open(collection, name, keys, false, sparse);
  }

  private Index<Object> open(
      String collectionName, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    var collection = (IndexedCollection) resolveCollection(collectionName, true);
    Document partialFilter = partialFilter(collection.getFullName(), name);
    var definition = new OrderedIndex.Definition(name, keys, unique, sparse, partialFilter);
    String mapName = INDEXES + collection.getFullName() + "$" + name;
    if (store.hasMap(mapName)) {
      return new OrderedIndex(openMap(mapName), definition);
    } else if (collection.getIndexes().stream().anyMatch(index -> isUnusable(index, name))) {
      return new EmptyIndex<>(name, keys);
    }
    return build(collection, mapName, definition);
  }

  private MVMap<byte[], Long> openMap(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], Long>()
            .keyType(KeyType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  private static boolean isUnusable(Index<?> index, String name) {
    return index instanceof EmptyIndex && index.getName().equals(name);
  }

  private Index<Object> build(
      IndexedCollection collection, String mapName, OrderedIndex.Definition definition) {
    MVMap<byte[], Long> map = openMap(UNFINISHED + mapName);
    map.clear();
    var index = new OrderedIndex(map, definition);
    try {
      new IndexBuild(collection, index).run();
      store.renameMap(map, mapName);
      return index;
    } catch (MongoServerError e) {
      store.removeMap(map);
      if (opened) {
        throw new IndexBuildFailedException(e, collection);
      }
      log.warn(
          "Index {} of {} is not used, as earlier versions did not check it: {}",
          definition.name(),
          collection.getFullName(),
          e.getMessageWithoutErrorCode());
      return new EmptyIndex<>(definition.name(), definition.keys());
    }
  }

  private Document partialFilter(String collection, String index) {
    Document description = created;
    if (description == null || !index.equals(description.get("name"))) {
      Document query = new Document("ns", collection).append("name", index);
      description = indexes.get() == null ? null : first(indexes.get().handleQuery(query));
    }
    return description != null && description.get("partialFilterExpression") instanceof Document f
        ? f
        : new Document();
  }

  private static Document first(Iterable<Document> documents) {
    var found = documents.iterator();
    return found.hasNext() ? found.next() : null;
  }

  @Override
  public void dropCollection(String collectionName, Oplog oplog) {
    super.dropCollection(collectionName, oplog);
    store.removeMap(DOCUMENTS + getFullCollectionNamespace(collectionName));
  }

  @Override
  public void moveCollection(
      MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
    String from = collection.getFullName();
    String to = getFullCollectionNamespace(newName);
    super.moveCollection(oldDatabase, collection, newName);
    rename(DOCUMENTS + from, DOCUMENTS + to);
    for (Index<?> index : collection.getIndexes()) {
      rename(INDEXES + from + "$" + index.getName(), INDEXES + to + "$" + index.getName());
    }
  }

  private void rename(String map, String name) {
    if (store.hasMap(map)) {
      store.renameMap(store.openMap(map), name);
    }
  }

  @Override
  protected long getStorageSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }
}
