package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of stored documents that a query needs. The others are skipped, not decoded.
 *
 * @param names empty: all fields
 */
record DecodedFields(Optional<Set<String>> names) {
  static final DecodedFields ALL = new DecodedFields(Optional.empty());
  private static final String ID = "_id";

  /**
   * Returns the fields that a query filters and sorts by, and those that it returns.
   *
   * @param projection null or empty: the query returns all
   */
  static DecodedFields of(Document filter, Document sort, Document projection) {
    Set<String> names = new HashSet<>(Set.of(ID));
    if (!isInclusion(projection) || !addFiltered(filter, names)) {
      return ALL;
    }
    sort.keySet().forEach(path -> names.add(first(path)));
    projection.keySet().forEach(path -> names.add(first(path)));
    return new DecodedFields(Optional.of(names));
  }

  /** The library rejects a projection that both includes and excludes fields, but for the id. */
  private static boolean isInclusion(Document projection) {
    return projection != null && projection.values().stream().anyMatch(DecodedFields::isTrue);
  }

  private static boolean isTrue(Object value) {
    return Boolean.TRUE.equals(value) || value instanceof Number n && n.doubleValue() != 0;
  }

  /** Returns whether the names of the fields are the whole of what the filter reads. */
  private static boolean addFiltered(Document filter, Set<String> names) {
    boolean isKnown = true;
    for (var condition : filter.entrySet()) {
      String path = condition.getKey();
      if (path.startsWith("$")) {
        List<Document> parts = FilterBounds.documents(condition.getValue());
        isKnown &= !parts.isEmpty() && parts.stream().allMatch(part -> addFiltered(part, names));
      } else {
        names.add(first(path));
      }
    }
    return isKnown;
  }

  private static String first(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  Document decode(byte[] bson) {
    return names.map(some -> BsonBytes.decode(bson, some)).orElseGet(() -> BsonBytes.decode(bson));
  }
}
