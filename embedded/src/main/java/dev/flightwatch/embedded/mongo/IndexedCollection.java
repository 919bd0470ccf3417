package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import dev.flightwatch.embedded.mongo.QueryPlan.IndexScan;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A collection in a map from positions to BSON, in the order of insertion, with indexes. Each query
 * decodes its own copy of a document. The backend runs a writing command alone.
 */
final class IndexedCollection extends AbstractMongoCollection<Object> {
  private static final Document NOTHING = new Document();
  private static final int SAMPLE = 100;

  private final MVMap<Long, byte[]> documents;
  private long lastPosition;

  IndexedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      MVMap<Long, byte[]> documents) {
    super(database, name, options, cursors);
    this.documents = documents;
    this.lastPosition = documents.isEmpty() ? 0 : documents.lastKey();
  }

  MVMap<Long, byte[]> documents() {
    return documents;
  }

  /**
   * @param sort null or empty: in no particular order
   */
  QueryPlan plan(Document filter, Document sort) {
    return isNatural(sort)
        ? new QueryPlan(List.of(), true, filter.isEmpty())
        : Planner.plan(orderedIndexes(), filter, order(sort));
  }

  private List<OrderedIndex> orderedIndexes() {
    return getIndexes().stream()
        .filter(OrderedIndex.class::isInstance)
        .map(OrderedIndex.class::cast)
        .toList();
  }

  private static boolean isNatural(Document sort) {
    return sort != null && sort.containsKey("$natural");
  }

  private static Document order(Document sort) {
    return sort == null || isNatural(sort) ? NOTHING : sort;
  }

  QueryRun run(QueryPlan plan, Document filter, Document sort) {
    return run(new StoredDocuments(documents, DecodedFields.ALL), plan, filter, sort);
  }

  private static QueryRun run(
      StoredDocuments stored, QueryPlan plan, Document filter, Document sort) {
    Predicate<Document> matches = CompiledFilter.compile(filter, new DefaultQueryMatcher());
    return new QueryRun(stored, plan, matches, order(sort), isNaturalDescending(sort));
  }

  /**
   * @param limit 0: all
   */
  Matches find(Document filter, Document sort, long skip, long limit) {
    return run(plan(filter, sort), filter, sort).matches(skip, limit);
  }

  @Override
  protected QueryResult queryDocuments(
      Document filter, Document sort, int skip, int limit, int batchSize, Document fields) {
    Document query = filter == null ? NOTHING : filter;
    var stored = new StoredDocuments(documents, DecodedFields.of(query, order(sort), fields));
    Matches found = run(stored, plan(query, sort), query, sort).matches(skip, Math.max(limit, 0));
    if (batchSize <= 0 || batchSize >= found.size()) {
      return fields == null || fields.isEmpty()
          ? new QueryResult(found)
          : project(StreamSupport.stream(found.spliterator(), false), fields);
    }
    var rest = found.positions().subList(batchSize, found.size());
    var cursor =
        new PositionCursor(
            cursorRegistry.generateCursorId(),
            rest,
            positions ->
                project(positions.map(stored::get).filter(Objects::nonNull), fields)
                    .collectDocuments());
    cursorRegistry.add(cursor);
    Stream<Document> first = StreamSupport.stream(found.spliterator(), false).limit(batchSize);
    return new QueryResult(project(first, fields), cursor);
  }

  private QueryResult project(Stream<Document> matches, Document fields) {
    return matchDocumentsFromStream(NOTHING, matches, 0, 0, 0, null, fields);
  }

  @Override
  protected QueryResult matchDocuments(
      Document filter, Document sort, int skip, int limit, int batchSize, Document fields) {
    return queryDocuments(filter, sort, skip, limit, batchSize, fields);
  }

  @Override
  public int count() {
    return documents.size();
  }

  @Override
  public int count(Document query, int skip, int limit) {
    return (int) count(query == null ? NOTHING : query, skip, (long) limit);
  }

  /** Counts in the index where it can. */
  private long count(Document filter, int skip, long limit) {
    long end = limit > 0 ? skip + limit : Long.MAX_VALUE;
    long count = countInIndex(filter).orElseGet(() -> countMatches(filter, end)) - skip;
    return Math.max(0, limit > 0 ? Math.min(count, limit) : count);
  }

  /** Returns the number of matches if no document has to be read for it. */
  Optional<Long> countInIndex(Document filter) {
    if (filter.isEmpty()) {
      return Optional.of(documents.sizeAsLong());
    }
    QueryPlan plan = plan(filter, NOTHING);
    return plan.isCountable() ? Optional.of(plan.scans().get(0).count()) : Optional.empty();
  }

  private long countMatches(Document filter, long end) {
    QueryPlan plan = plan(filter, NOTHING);
    long count = 0;
    var matches = run(plan, filter, NOTHING).unordered();
    while (count < end && matches.hasNext()) {
      matches.next();
      count++;
    }
    return count;
  }

  /** Returns the number of documents by the value of the field, if an index alone has it. */
  Optional<SortedMap<Object, Long>> countsBy(String field, Document filter) {
    QueryPlan plan = plan(filter, NOTHING);
    if (!plan.isCountable() || !plan.scans().get(0).fixes(field)) {
      return Optional.empty();
    }
    IndexScan scan = plan.scans().get(0);
    SortedMap<Object, Long> counts = new TreeMap<>(ValueComparator.asc());
    for (KeyRange range : scan.ranges()) {
      long count = range.count(scan.index().map());
      if (count > 0) {
        Long first = new IndexCursor(scan, List.of(range)).next();
        Object value = Utils.getSubdocumentValue(getDocument(first), field);
        counts.merge(
            Missing.isNullOrMissing(value) ? Missing.getInstance() : value, count, Long::sum);
      }
    }
    return Optional.of(counts);
  }

  @Override
  public Document handleDistinct(Document command) {
    String key = (String) command.get("key");
    Document filter = (Document) command.getOrDefault("query", NOTHING);
    Set<Object> values = new TreeSet<>(ValueComparator.ascWithoutListHandling());
    var counts = countsBy(key, filter);
    if (counts.isPresent() && !counts.get().containsKey(Missing.getInstance())) {
      values.addAll(counts.get().keySet());
    } else {
      run(plan(filter, NOTHING), filter, NOTHING)
          .unordered()
          .forEachRemaining(match -> addValues(match.document(), key, values));
    }
    Document response = new Document("values", values);
    Utils.markOkay(response);
    return response;
  }

  private static void addValues(Document document, String key, Set<Object> values) {
    Object value = Utils.getSubdocumentValueCollectionAware(document, key);
    if (value instanceof Collection<?> elements) {
      values.addAll(elements);
    } else if (!(value instanceof Missing)) {
      values.add(value);
    }
  }

  @Override
  protected Document getDocument(Object position) {
    byte[] bson = documents.get((Long) position);
    return bson == null ? null : BsonBytes.decode(bson);
  }

  @Override
  protected Object addDocumentInternal(Document document) {
    byte[] bson = BsonBytes.encode(document);
    documents.put(++lastPosition, bson);
    return lastPosition;
  }

  @Override
  protected void removeDocument(Object position) {
    documents.remove((Long) position);
  }

  /** Stores the document. One that is too large changes nothing, although the indexes have it. */
  @Override
  protected void handleUpdate(Object position, Document before, Document after) {
    byte[] bson;
    try {
      bson = BsonBytes.encode(after);
    } catch (MongoServerError e) {
      getIndexes().forEach(index -> index.updateInPlace(after, before, position, this));
      throw e;
    }
    documents.put((Long) position, bson);
  }

  @Override
  protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
    Cursor<Long, byte[]> all = documents.cursor(null);
    Iterable<DocumentWithPosition<Object>> found =
        () ->
            new FilteringIterator<>(
                all, key -> new DocumentWithPosition<>(BsonBytes.decode(all.getValue()), key));
    return StreamSupport.stream(found.spliterator(), false);
  }

  /** False: each write would encode its document once more. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int delta) {
    // not tracked
  }

  /** Returns an estimate from the first documents. */
  @Override
  protected int getDataSize() {
    double average =
        documents.values().stream().limit(SAMPLE).mapToInt(bson -> bson.length).average().orElse(0);
    return (int) Math.min(Integer.MAX_VALUE, average * documents.sizeAsLong());
  }
}
