package dev.flightwatch.standalone.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Random values: valid ones, and ones that a caller may send by mistake or as an attack. */
final class Values {
  /** There are few of each kind, so that requests meet the data of earlier ones. */
  private static final List<String> EMAILS =
      List.of("ada@example.com", "Bob@Example.com", "c.d+e@example.org", " eve@example.net ");

  private static final List<String> AIRPORTS = List.of("LICC", "lirf", "EDDF", "CTA", "K1B", "00A");
  private static final List<String> QUERIES =
      List.of("catania", "K\u00f6ln", "NEW york", "-", "lic");
  private static final List<String> PASSWORDS =
      List.of("correct horse", "\u00fc\u00fc-long enough");
  private static final List<String> NAMES = List.of("Ada", "D'Arc", "\u00d8rsted \ud83d\udee9");
  private static final List<List<String>> SCOPES =
      List.of(List.of("read"), List.of("write"), List.of("write", "read"));
  private static final List<String> TAGS = List.of("*", "\"none\"", "W/\"a\", \"b\"");
  private static final List<String> CORRELATIONS =
      List.of("c-1", "not/well-formed", "a".repeat(65));
  private static final List<String> ZONES =
      List.of("Europe/Rome", "Pacific/Chatham", "Etc/GMT+12", "UTC");
  private static final int REQUEST_IDS = 40;
  private static final List<String> UNUSUAL =
      """

      a@b
      a@b@c
      \s
      a\u200b@b.c
      \u0130@example.com
      1234567
      LI C
      \uff2c\uff29\uff23\uff23
      \u0663
      0
      -1
      1.0
      1e2
      1001
      99999999999999999999
      null
      ' or '1'='1
      $ne
      ../../etc/passwd
      a\0b
      MTsxOzE
      -_-
      %s@b
      %s
      """
          .formatted("a".repeat(255), "\ud83d\udee9".repeat(128))
          .lines()
          .toList();

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  /** Returns a valid value for the parameter or field; null to omit it. */
  Object valid(String name, JsonObject schema) {
    return switch (name) {
      case "email" -> oneOf(EMAILS);
      case "airport", "code" -> oneOf(AIRPORTS);
      case "airports" -> oneOf(List.of("LICC", "cta,EDDF", "LICC,LICC"));
      // One of each of those.
      case "aircraft" -> oneOf(List.of("LICC", "cta"));
      case "query" -> oneOf(QUERIES);
      case "password", "current_password" -> oneOf(PASSWORDS);
      case "name" -> oneOf(NAMES);
      case "scopes" -> new JsonArray(oneOf(SCOPES));
      case "cookie", "keep_tokens" -> random.nextBoolean();
      case "all", "names" -> oneOf(List.of("true", "false"));
      case "nome", "cognome" -> oneOf(NAMES);
      case "cursor" -> null;
      case "direction" -> oneOf(List.of("departure", "arrival"));
      case "from" -> time(schema, daysAgo(3 + random.nextInt(100)), daysAgo(3) + "T09:00:00+01:00");
      case "to" -> time(schema, daysAgo(0), Instant.now().toString());
      case "timezone" -> oneOf(ZONES);
      case "If-None-Match" -> oneOf(TAGS);
      case "X-Correlation-Id" -> oneOf(CORRELATIONS);
      case "Request-ID", "Idempotency-Key" -> "r-" + random.nextInt(REQUEST_IDS);
      default -> number(schema.getInteger("minimum"), schema.getInteger("maximum"));
    };
  }

  /** Returns the date, or the time if the schema allows one. */
  private String time(JsonObject schema, String date, String time) {
    return schema.getString("pattern").contains("[Tt]") ? oneOf(List.of(date, time)) : date;
  }

  private int number(int minimum, int maximum) {
    return oneOf(List.of(minimum, maximum, minimum + random.nextInt(maximum - minimum + 1)));
  }

  /** Returns a text that violates most schemas. */
  String unusualText() {
    return oneOf(UNUSUAL);
  }

  /** Returns any JSON value, including null. */
  Object unusualJson() {
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextBoolean();
      case 3 -> new JsonObject().put("$ne", 1);
      case 4 -> new JsonArray().add(unusualText());
      default -> unusualText();
    };
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String daysAgo(int days) {
    return LocalDate.now(ZoneOffset.UTC).minusDays(days).toString();
  }
}
