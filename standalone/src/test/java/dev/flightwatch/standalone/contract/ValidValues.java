package dev.flightwatch.standalone.contract;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid values. There are few of each kind, so that requests meet the data of earlier ones. */
final class ValidValues {
  private static final List<String> EMAILS =
      List.of("ada@example.com", "Bob@Example.com", "c.d+e@example.org", " eve@example.net ");
  private static final List<String> AIRPORTS = List.of("LICC", "lirf", "EDDF", "K1B", "00A");
  private static final List<String> PASSWORDS =
      List.of("correct horse", "\u00fc\u00fc-long enough");
  private static final List<String> NAMES = List.of("Ada", "D'Arc", "\u00d8rsted \ud83d\udee9");
  private static final List<String> CORRELATIONS =
      List.of("c-1", "not/well-formed", "a".repeat(65));
  private static final int REQUEST_IDS = 40;
  private static final int LEARNED_VALUES = 20;

  private final Random random;
  private final List<String> cursors = new ArrayList<>();
  private final List<String> tags = new ArrayList<>(List.of("*", "\"none\"", "W/\"a\", \"b\""));

  ValidValues(Random random) {
    this.random = random;
  }

  /** Returns a value for the parameter or field; null to omit it. */
  Object of(String name, JsonObject schema) {
    return switch (name) {
      case "email" -> oneOf(EMAILS);
      case "airport" -> oneOf(AIRPORTS);
      case "password" -> oneOf(PASSWORDS);
      case "nome", "cognome" -> oneOf(NAMES);
      case "cursor" -> cursors.isEmpty() ? null : oneOf(cursors);
      case "If-None-Match" -> oneOf(tags);
      case "X-Correlation-Id" -> oneOf(CORRELATIONS);
      case "Request-ID", "Idempotency-Key" -> requestId();
      default -> number(name, schema);
    };
  }

  private String requestId() {
    return "r-" + (random.nextInt(3) > 0 ? random.nextInt(REQUEST_IDS) : random.nextInt());
  }

  private int number(String name, JsonObject schema) {
    if (!"integer".equals(schema.getValue("type"))) {
      throw new AssertionError("no valid value is known for " + name);
    }
    int minimum = schema.getInteger("minimum");
    int maximum = schema.getInteger("maximum");
    return switch (random.nextInt(4)) {
      case 0 -> minimum;
      case 1 -> maximum;
      default -> minimum + random.nextInt(maximum - minimum + 1);
    };
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  void learnCursor(String cursor) {
    learn(cursors, cursor);
  }

  void learnTag(String tag) {
    learn(tags, tag);
  }

  private void learn(List<String> known, String value) {
    if (known.size() < LEARNED_VALUES) {
      known.add(value);
    } else {
      known.set(random.nextInt(LEARNED_VALUES), value);
    }
  }
}
