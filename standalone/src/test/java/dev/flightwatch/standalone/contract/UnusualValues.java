package dev.flightwatch.standalone.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Values that a caller may send by mistake or as an attack. */
final class UnusualValues {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "a@b",
          "@",
          "a@b@c",
          "a b@c",
          "ADA@EXAMPLE.COM",
          "ada@example.com\n",
          "a\u200b@b.c",
          "\u0130@example.com",
          "a".repeat(255) + "@b",
          "a".repeat(256),
          "\ud83d\udee9".repeat(128),
          "1234567",
          "LI",
          "LICCX",
          "LI C",
          "\uff2c\uff29\uff23\uff23",
          "\u0663\u0663\u0663",
          "0",
          "-1",
          "1.0",
          "1e2",
          "366",
          "1001",
          "99999999999999999999",
          "null",
          "true",
          "{}",
          "' or '1'='1",
          "$ne",
          "../../etc/passwd",
          "<script>",
          "caf\u00e9",
          "a\u0000b",
          "MTsxOzE",
          "-_-");

  private final Random random;
  private final Schemas schemas;

  UnusualValues(Random random, Schemas schemas) {
    this.random = random;
    this.schemas = schemas;
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** Returns a text that a header can hold: no control characters, only Latin-1. */
  String headerText() {
    return text().replaceAll("[^ -~\u00a0-\u00ff]", "?");
  }

  /** Returns any JSON value, including null. */
  Object json() {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> new JsonObject().put("$ne", 1);
      case 4 -> new JsonArray().add(text());
      case 5 -> random.nextDouble();
      default -> text();
    };
  }

  /** Returns a text that violates the schema of a parameter. */
  String textViolating(JsonObject schema) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> headerText())
        .filter(text -> !schemas.accepts(schema, typed(schema, text)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no value violates " + schema));
  }

  private static Object typed(JsonObject schema, String text) {
    boolean isNumber = "integer".equals(schema.getValue("type")) && text.matches("-?[0-9]{1,9}");
    return isNumber ? (Object) Integer.valueOf(text) : text;
  }

  /** Returns a JSON value that violates the schema of a field. */
  Object jsonViolating(JsonObject schema) {
    for (int i = 0; i < 1_000; i++) {
      Object value = json();
      if (!schemas.accepts(schema, value)) {
        return value;
      }
    }
    throw new AssertionError("no value violates " + schema);
  }
}
