package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A filter with long lists of values in {@code $in} as sets. The library checks the rest. */
final class CompiledFilter {
  private static final int LONG_LIST = 8;

  private CompiledFilter() {}

  static Predicate<Document> compile(Document filter, QueryMatcher library) {
    if (filter.isEmpty()) {
      return document -> true;
    }
    List<Predicate<Document>> sets = new ArrayList<>();
    Document rest = new Document();
    filter.forEach(
        (field, condition) -> {
          List<Document> parts = FilterBounds.documents(condition);
          if (field.equals("$and") && !parts.isEmpty()) {
            parts.forEach(part -> sets.add(compile(part, library)));
          } else if (field.equals("$or") && !parts.isEmpty()) {
            var any = parts.stream().map(part -> compile(part, library)).toList();
            sets.add(document -> any.stream().anyMatch(one -> one.test(document)));
          } else if (isLongList(field, condition)) {
            sets.add(isOneOf(field, (Document) condition, library));
          } else {
            rest.put(field, condition);
          }
        });
    return document ->
        library.matches(document, rest) && sets.stream().allMatch(set -> set.test(document));
  }

  private static boolean isLongList(String field, Object condition) {
    return !field.startsWith("$")
        && condition instanceof Document operators
        && operators.size() == 1
        && operators.get("$in") instanceof Collection<?> values
        && values.size() > LONG_LIST
        && values.stream().allMatch(KeyEncoding::isScalar);
  }

  private static Predicate<Document> isOneOf(
      String field, Document condition, QueryMatcher library) {
    TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    ((Collection<?>) condition.get("$in")).forEach(value -> keys.add(KeyEncoding.of(value)));
    Document whole = new Document(field, condition);
    return document -> {
      Object value = Utils.getSubdocumentValueCollectionAware(document, field);
      return value instanceof Collection
          ? library.matches(document, whole)
          : keys.contains(KeyEncoding.of(value));
    };
  }
}
