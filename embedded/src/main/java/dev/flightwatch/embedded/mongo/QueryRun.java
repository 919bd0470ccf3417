package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import dev.flightwatch.embedded.mongo.QueryPlan.IndexScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;

/** One run of a plan. Checks the whole filter against each document that the plan finds. */
final class QueryRun {
  private final StoredDocuments documents;
  private final QueryPlan plan;
  private final Predicate<Document> filter;
  private final Document sort;
  private final boolean backward;
  private long keysExamined;
  private long documentsExamined;

  /**
   * @param backward whether a scan of the collection starts at the last document
   */
  QueryRun(
      StoredDocuments documents,
      QueryPlan plan,
      Predicate<Document> filter,
      Document sort,
      boolean backward) {
    this.documents = documents;
    this.plan = plan;
    this.filter = filter;
    this.sort = sort;
    this.backward = backward;
  }

  long keysExamined() {
    return keysExamined;
  }

  long documentsExamined() {
    return documentsExamined;
  }

  /**
   * Returns the matches in the requested order, after the skipped ones.
   *
   * @param limit 0: all
   */
  Matches matches(long skip, long limit) {
    long end = limit == 0 ? Long.MAX_VALUE : skip + limit;
    Iterator<Match> found = inOrder(limit == 0 ? 0 : end);
    Matches matches = new Matches(documents);
    for (long i = 0; i < end && found.hasNext(); i++) {
      Match match = found.next();
      if (i >= skip) {
        matches.add(match);
      }
    }
    return matches;
  }

  private Iterator<Match> inOrder(long limit) {
    if (sort.isEmpty()) {
      return unordered();
    } else if (plan.sorted()) {
      return merged();
    }
    SortBuffer buffer = new SortBuffer(sort, limit);
    unordered().forEachRemaining(buffer::add);
    return new FilteringIterator<>(buffer.positions().iterator(), this::read);
  }

  /** Returns the matches in no particular order. */
  Iterator<Match> unordered() {
    if (plan.isCollectionScan()) {
      Cursor<Long, byte[]> all = documents.bson().cursor(null, null, backward);
      return new FilteringIterator<>(all, position -> match(position, all.getValue()));
    }
    if (plan.scans().size() == 1) {
      return matches(plan.scans().get(0), plan.scans().get(0).ranges());
    }
    Set<Long> positions = new LinkedHashSet<>();
    plan.scans()
        .forEach(
            scan ->
                new IndexCursor(scan, scan.ranges())
                    .forEachRemaining(
                        p -> {
                          keysExamined++;
                          positions.add(p);
                        }));
    return new FilteringIterator<>(positions.iterator(), p -> match(p, documents.bson().get(p)));
  }

  private Iterator<Match> merged() {
    List<Iterator<Match>> sources = new ArrayList<>();
    for (IndexScan scan : plan.scans()) {
      scan.ranges().forEach(range -> sources.add(matches(scan, List.of(range))));
    }
    Comparator<Match> order = Comparator.comparing(Match::document, new DocumentComparator(sort));
    Iterator<Match> merged =
        sources.size() == 1 ? sources.get(0) : new MergingIterator<>(sources, order);
    return plan.scans().size() == 1 ? merged : distinct(merged);
  }

  /** Two indexes can both find a document. */
  private static Iterator<Match> distinct(Iterator<Match> matches) {
    Set<Long> seen = new HashSet<>();
    return new FilteringIterator<>(matches, match -> seen.add(match.position()) ? match : null);
  }

  private Iterator<Match> matches(IndexScan scan, List<KeyRange> ranges) {
    return new FilteringIterator<>(
        new IndexCursor(scan, ranges),
        position -> {
          keysExamined++;
          return match(position, documents.bson().get(position));
        });
  }

  private Match match(Long position, byte[] bson) {
    documentsExamined++;
    Match match = documents.match(position, bson);
    return filter.test(match.document()) ? match : null;
  }

  private Match read(Long position) {
    return documents.match(position, documents.bson().get(position));
  }
}
