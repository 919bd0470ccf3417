package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Random documents with values of all types, filters, sorts and changes, repeatable by the seed.
 */
final class RandomQueries {
  private static final List<String> FIELDS = List.of("a", "b", "c", "d.x", "free");
  private static final List<Object> VALUES = values();

  private final Random random;
  private int nextId;

  RandomQueries(long seed) {
    random = new Random(seed);
  }

  private static List<Object> values() {
    List<Object> values =
        new ArrayList<>(List.of(-2, -1, 0, 1, 2, 1L, 2L, 1.0, 1.5, -0.5, -0.0, "", "a", "ab", "b"));
    values.addAll(List.of("a\0", "é", "\uFFFD", "\uD83D\uDE00", true, false, (1L << 53) + 1));
    values.addAll(List.of(1L << 53, Long.MAX_VALUE, Instant.EPOCH, Instant.ofEpochMilli(-5)));
    values.add(new Decimal128(new BigDecimal("1.5")));
    values.add(new UUID(1, 2));
    values.add(new ObjectId("0123456789abcdef01234567"));
    values.add(new Document("x", 1));
    values.add(new Document("x", "a").append("y", null));
    values.add(null);
    return values;
  }

  Document document() {
    Document document = new Document("_id", id());
    for (String field : List.of("a", "b", "c")) {
      if (random.nextInt(5) > 0) {
        document.put(field, field.equals("a") ? value() : frequent());
      }
    }
    if (random.nextBoolean()) {
      document.put("d", random.nextInt(4) == 0 ? frequent() : new Document("x", value()));
    }
    document.put("free", random.nextInt(3) == 0 ? List.of(frequent(), frequent()) : value());
    return document;
  }

  private Object id() {
    int id = nextId++;
    return switch (random.nextInt(4)) {
      case 0 -> id;
      case 1 -> (long) id;
      default -> "id" + id;
    };
  }

  Object someId() {
    int id = random.nextInt(nextId + 1);
    return random.nextBoolean() ? id : "id" + id;
  }

  private Object value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** Few values, so that combinations occur. */
  private Object frequent() {
    return List.of(1, 2, 2.0, "a", "p").get(random.nextInt(5));
  }

  private Object valueOf(String field) {
    return switch (field) {
      case "_id" -> someId();
      case "a", "d.x" -> value();
      default -> random.nextInt(5) == 0 ? value() : frequent();
    };
  }

  Document filter() {
    return filter(2);
  }

  private Document filter(int depth) {
    Document filter = new Document();
    for (int i = random.nextInt(4); i > 0; i--) {
      String field = field();
      filter.put(field, condition(field));
    }
    if (depth > 0 && random.nextInt(4) == 0) {
      filter.put("$or", filters(depth - 1));
    }
    if (depth > 0 && random.nextInt(6) == 0) {
      filter.put("$and", filters(depth - 1));
    }
    return filter;
  }

  private List<Document> filters(int depth) {
    return Stream.generate(() -> filter(depth)).limit(1 + random.nextInt(3)).toList();
  }

  private String field() {
    return random.nextInt(6) == 0 ? "_id" : FIELDS.get(random.nextInt(FIELDS.size()));
  }

  private Object condition(String field) {
    Supplier<Object> value = () -> valueOf(field);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> value.get();
      case 4 -> new Document("$in", list(value, random.nextInt(12)));
      case 5 -> new Document(operator("$gt", "$gte"), value.get());
      case 6 -> new Document(operator("$lt", "$lte"), value.get());
      case 7 ->
          new Document(operator("$gt", "$gte"), value.get())
              .append(operator("$lt", "$lte"), value.get());
      case 8 -> new Document("$exists", random.nextBoolean());
      default -> new Document("$ne", value.get());
    };
  }

  private static List<Object> list(Supplier<Object> value, int size) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value.get());
    }
    return list;
  }

  private String operator(String one, String other) {
    return random.nextBoolean() ? one : other;
  }

  /** Returns a sort that no two documents are equal by, or an empty one. */
  Document sort() {
    Document sort = new Document();
    for (int i = random.nextInt(4); i > 0; i--) {
      sort.put(List.of("a", "b", "c", "d.x").get(random.nextInt(4)), direction());
    }
    if (!sort.isEmpty() || random.nextBoolean()) {
      sort.put("_id", direction());
    }
    return sort;
  }

  /**
   * Returns the fields to return, those not to return, or an empty document.
   *
   * @param mayExcludeId whether the id can be missing in the results
   */
  Document projection(boolean mayExcludeId) {
    Document projection = new Document();
    Object included = random.nextBoolean() ? random.nextInt(2) : (Object) random.nextBoolean();
    for (int i = random.nextInt(4); i > 0; i--) {
      projection.put(FIELDS.get(random.nextInt(FIELDS.size())), included);
    }
    if (mayExcludeId && random.nextInt(4) == 0) {
      projection.put("_id", 0);
    }
    return projection;
  }

  private int direction() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** Returns an update of one field. */
  Document update() {
    String field = List.of("a", "b", "c", "free").get(random.nextInt(4));
    return random.nextInt(5) == 0
        ? new Document("$unset", new Document(field, ""))
        : new Document("$set", new Document(field, valueOf(field)));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
