package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import dev.flightwatch.embedded.mongo.QueryPlan.IndexScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the indexes for a filter: values for the leading fields, then at most one range. The rest
 * of an index can serve the sort.
 */
final class Planner {
  /** Maximum number of ranges for more than one field with several values. */
  private static final int MAX_RANGES = 10_000;

  private static final int ID_SCORE = 1_000;
  private static final int POINT_SCORE = 10;
  private static final int RANGE_SCORE = 4;
  private static final int SORT_SCORE = 3;

  private final List<OrderedIndex> indexes;
  private final Document filter;
  private final Document sort;

  private Planner(List<OrderedIndex> indexes, Document filter, Document sort) {
    this.indexes = indexes;
    this.filter = filter;
    this.sort = sort;
  }

  /** A use of one index. The direction is 0 if both serve. */
  private record Candidate(
      OrderedIndex index,
      List<KeyRange> ranges,
      int points,
      Optional<Integer> direction,
      boolean exact,
      int score) {}

  /** A choice of one or more candidates, one for each alternative of the filter. */
  private record Choice(List<Candidate> candidates, boolean exact) {
    int score() {
      return candidates.stream().mapToInt(Candidate::score).min().orElse(0);
    }
  }

  /**
   * @param sort may be empty
   */
  static QueryPlan plan(List<OrderedIndex> indexes, Document filter, Document sort) {
    return new Planner(indexes, filter, sort).plan();
  }

  private QueryPlan plan() {
    FilterBounds bounds = new FilterBounds(filter);
    List<Choice> choices = new ArrayList<>();
    boolean noAlternatives = bounds.alternatives().isEmpty();
    best(bounds, true)
        .ifPresent(c -> choices.add(new Choice(List.of(c), c.exact && noAlternatives)));
    for (List<Document> alternatives : bounds.alternatives()) {
      choice(bounds, alternatives).ifPresent(choices::add);
    }
    return choices.stream()
        .max(Comparator.comparingInt(Choice::score))
        .map(this::plan)
        .orElseGet(() -> new QueryPlan(List.of(), sort.isEmpty(), filter.isEmpty()));
  }

  private Optional<Choice> choice(FilterBounds bounds, List<Document> alternatives) {
    List<Candidate> candidates = new ArrayList<>();
    boolean exact = bounds.alternatives().size() == 1;
    for (Document alternative : alternatives) {
      FilterBounds both = FilterBounds.of(filter, alternative);
      Optional<Candidate> best = best(both, false);
      if (best.isEmpty()) {
        return Optional.empty();
      }
      candidates.add(best.get());
      exact &= best.get().exact && both.alternatives().isEmpty();
    }
    return Optional.of(new Choice(candidates, exact));
  }

  private QueryPlan plan(Choice choice) {
    Map<OrderedIndex, List<Candidate>> byIndex = new LinkedHashMap<>();
    choice.candidates.forEach(
        c -> byIndex.computeIfAbsent(c.index, index -> new ArrayList<>()).add(c));
    boolean sorted = choice.candidates.stream().allMatch(c -> c.direction.isPresent());
    List<IndexScan> scans = new ArrayList<>();
    byIndex.forEach(
        (index, candidates) ->
            scans.add(
                new IndexScan(
                    index,
                    KeyRange.union(candidates.stream().flatMap(c -> c.ranges.stream()).toList()),
                    sorted && candidates.stream().anyMatch(c -> c.direction.orElse(0) < 0),
                    candidates.stream().mapToInt(Candidate::points).min().orElse(0))));
    return new QueryPlan(scans, sorted, choice.exact);
  }

  /**
   * @param whole whether a whole index may be read, for its order
   */
  private Optional<Candidate> best(FilterBounds bounds, boolean whole) {
    return indexes.stream()
        .filter(index -> bounds.implies(index.partialFilter()))
        .map(index -> candidate(index, bounds))
        .filter(c -> c.score > (whole ? 0 : SORT_SCORE))
        .max(Comparator.comparingInt(Candidate::score));
  }

  private Candidate candidate(OrderedIndex index, FilterBounds bounds) {
    List<byte[]> prefixes = List.of(new byte[0]);
    int points = 0;
    for (IndexKey part : index.parts()) {
      FieldBounds field = bounds.of(part.getKey());
      if (field == null || !field.hasPoints()) {
        break;
      }
      List<byte[]> values = field.points();
      if (prefixes.size() > 1 && (long) prefixes.size() * values.size() > MAX_RANGES) {
        break;
      }
      prefixes = expand(prefixes, values, part.isAscending());
      points++;
    }
    boolean hasNext = points < index.parts().size();
    IndexKey next = hasNext ? index.parts().get(points) : null;
    FieldBounds range = hasNext ? bounds.of(next.getKey()) : null;
    boolean ranged = range != null && !range.hasPoints() && range.hasRange();
    List<KeyRange> ranges =
        prefixes.stream()
            .map(p -> ranged ? range.range(p, next.isAscending()) : KeyRange.startingWith(p))
            .toList();
    Set<String> used = new HashSet<>(index.partialFilter().keySet());
    index.parts().subList(0, points + (ranged ? 1 : 0)).forEach(part -> used.add(part.getKey()));
    boolean bounded = points > 0 || ranged;
    // Without bounds an index is of use only for its order.
    Optional<Integer> direction = direction(index, points, bounds).filter(d -> d != 0 || bounded);
    boolean exact = bounds.isExact() && used.containsAll(bounds.fields());
    return new Candidate(
        index, ranges, points, direction, exact, score(index, points, ranged, direction));
  }

  private static List<byte[]> expand(
      List<byte[]> prefixes, List<byte[]> values, boolean ascending) {
    List<byte[]> expanded = new ArrayList<>(prefixes.size() * values.size());
    for (byte[] prefix : prefixes) {
      for (byte[] value : values) {
        expanded.add(FieldBounds.join(prefix, value, ascending));
      }
    }
    return expanded;
  }

  private int score(OrderedIndex index, int points, boolean ranged, Optional<Integer> direction) {
    boolean byId = points == index.parts().size();
    return (byId ? ID_SCORE : 0)
        + points * POINT_SCORE
        + (ranged ? RANGE_SCORE : 0)
        + (direction.isPresent() && !sort.isEmpty() ? SORT_SCORE : 0);
  }

  /** Returns the direction in which a range is read in the requested order, if there is one. */
  private Optional<Integer> direction(OrderedIndex index, int points, FilterBounds bounds) {
    int direction = 0;
    int next = points;
    for (var entry : sort.entrySet()) {
      String field = entry.getKey();
      if (isFixed(index, points, field, bounds)) {
        continue;
      }
      if (next == index.parts().size()) {
        break; // the id came before: no two documents are equal so far
      }
      IndexKey part = index.parts().get(next++);
      int needed = (((Number) entry.getValue()).intValue() > 0) == part.isAscending() ? 1 : -1;
      if (!part.getKey().equals(field) || direction == -needed) {
        return Optional.empty();
      }
      direction = needed;
    }
    return Optional.of(direction);
  }

  private static boolean isFixed(
      OrderedIndex index, int points, String field, FilterBounds bounds) {
    FieldBounds values = bounds.of(field);
    return index.parts().subList(0, points).stream().anyMatch(p -> p.getKey().equals(field))
        || (values != null && values.hasPoints() && values.points().size() == 1);
  }
}
