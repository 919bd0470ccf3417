package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a filter demands, as far as an index can use it. */
final class FilterBounds {
  private final Map<String, FieldBounds> fields = new HashMap<>();
  private final List<List<Document>> alternatives = new ArrayList<>();
  private final Document conditions = new Document();
  private boolean exact = true;

  FilterBounds(Document filter) {
    add(filter);
  }

  /** Returns the bounds of the filter and, in place of its alternatives, of this one. */
  static FilterBounds of(Document filter, Document alternative) {
    FilterBounds both = new FilterBounds(filter);
    both.alternatives.clear();
    both.add(alternative);
    return both;
  }

  private void add(Document filter) {
    filter.forEach(
        (field, condition) -> {
          List<Document> parts = documents(condition);
          if (field.equals("$and") && !parts.isEmpty()) {
            parts.forEach(this::add);
          } else if (field.equals("$or") && parts.size() == 1) {
            add(parts.get(0));
          } else if (field.equals("$or") && !parts.isEmpty()) {
            alternatives.add(parts);
          } else if (field.startsWith("$")) {
            exact &= field.equals("$comment");
          } else {
            conditions.putIfAbsent(field, condition);
            exact &= restrict(field, condition);
          }
        });
  }

  /** Returns the elements if all are documents, else nothing. */
  static List<Document> documents(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Document.class::isInstance)
        ? list.stream().map(Document.class::cast).toList()
        : List.of();
  }

  private boolean restrict(String field, Object condition) {
    if (KeyEncoding.isScalar(condition)) {
      bounds(field).restrictTo(List.of(KeyEncoding.of(condition)));
      return true;
    }
    boolean all = condition instanceof Document operators && !operators.isEmpty();
    if (all) {
      for (var operator : ((Document) condition).entrySet()) {
        all &= restrict(field, operator.getKey(), operator.getValue());
      }
    }
    return all;
  }

  private boolean restrict(String field, String operator, Object value) {
    switch (operator) {
      case "$eq":
        return KeyEncoding.isScalar(value) && restrict(field, value);
      case "$in":
        return value instanceof Collection<?> values && restrictToAnyOf(field, values);
      case "$gt", "$gte", "$lt", "$lte":
        return isOrdered(value) && restrictRange(field, operator, value);
      default:
        return false;
    }
  }

  private boolean restrictToAnyOf(String field, Collection<?> values) {
    boolean scalar = values.stream().allMatch(KeyEncoding::isScalar);
    if (scalar) {
      bounds(field).restrictTo(values.stream().map(KeyEncoding::of).toList());
    }
    return scalar;
  }

  private static boolean isOrdered(Object value) {
    int type = KeyEncoding.type(value);
    return type == KeyEncoding.STRING
        || type == KeyEncoding.OBJECT_ID
        || type == KeyEncoding.BOOLEAN
        || type == KeyEncoding.DATE
        || (type == KeyEncoding.NUMBER && !Double.isNaN(((Number) value).doubleValue()));
  }

  private boolean restrictRange(String field, String operator, Object value) {
    boolean rounded = value instanceof Decimal128; // its key is that of the nearest double
    boolean inclusive = operator.endsWith("e") || rounded;
    byte[] key = KeyEncoding.of(value);
    boolean added =
        operator.startsWith("$g")
            ? bounds(field).restrictToAtLeast(key, inclusive)
            : bounds(field).restrictToAtMost(key, inclusive);
    return added && !rounded;
  }

  private FieldBounds bounds(String field) {
    return fields.computeIfAbsent(field, name -> new FieldBounds());
  }

  /** Returns the bounds of the field, null if it has none. */
  FieldBounds of(String field) {
    return fields.get(field);
  }

  /** Returns the names of the fields that have bounds. */
  Set<String> fields() {
    return fields.keySet();
  }

  /** Returns the lists under {@code $or}. */
  List<List<Document>> alternatives() {
    return alternatives;
  }

  /** Returns whether the bounds of the fields and the alternatives are the whole filter. */
  boolean isExact() {
    return exact;
  }

  /** Returns whether each document that matches also matches the filter of a partial index. */
  boolean implies(Document partialFilter) {
    return partialFilter.entrySet().stream().allMatch(e -> implies(e.getKey(), e.getValue()));
  }

  private boolean implies(String field, Object condition) {
    FieldBounds bounds = fields.get(field);
    if (KeyEncoding.isScalar(condition)) {
      return isOnly(bounds, condition);
    }
    return condition.equals(conditions.get(field))
        || (condition.equals(new Document("$exists", true)) && isPresent(bounds));
  }

  private static boolean isOnly(FieldBounds bounds, Object value) {
    return bounds != null
        && bounds.hasPoints()
        && bounds.points().size() == 1
        && KeyType.INSTANCE.compare(bounds.points().get(0), KeyEncoding.of(value)) == 0;
  }

  private static boolean isPresent(FieldBounds bounds) {
    return bounds != null
        && (bounds.hasPoints()
            ? bounds.points().stream().noneMatch(key -> key[0] == KeyEncoding.NULL)
            : bounds.hasRange());
  }
}
