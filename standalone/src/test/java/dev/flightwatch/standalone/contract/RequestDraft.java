package dev.flightwatch.standalone.contract;

import static java.util.stream.Collectors.joining;

import dev.flightwatch.standalone.contract.GeneratedRequest.Intent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request under construction. */
final class RequestDraft {
  final ApiDocument.Operation operation;
  final JsonObject body;
  final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<Map.Entry<String, String>> query = new ArrayList<>();

  RequestDraft(ApiDocument.Operation operation) {
    this.operation = operation;
    body = operation.body() == null ? null : new JsonObject();
    if (body != null) {
      setHeader("Content-Type", "application/json");
    }
  }

  private List<Map.Entry<String, String>> values(JsonObject parameter) {
    return switch (parameter.getString("in")) {
      case "query" -> query;
      case "header" -> headers;
      default -> throw new AssertionError("unsupported parameter " + parameter);
    };
  }

  /** Sets a parameter, and replaces its previous value. */
  void set(JsonObject parameter, String value) {
    remove(parameter);
    add(parameter, value);
  }

  void add(JsonObject parameter, String value) {
    values(parameter).add(Map.entry(parameter.getString("name"), value));
  }

  void remove(JsonObject parameter) {
    values(parameter).removeIf(given -> given.getKey().equals(parameter.getString("name")));
  }

  void setHeader(String name, String value) {
    headers.removeIf(given -> given.getKey().equals(name));
    headers.add(Map.entry(name, value));
  }

  GeneratedRequest toRequest(Intent intent, Set<Integer> expected) {
    return toRequest(intent, uri(), body == null ? null : body.toBuffer(), expected);
  }

  GeneratedRequest toRequest(Intent intent, String uri, Buffer bytes, Set<Integer> expected) {
    return new GeneratedRequest(
        operation, intent, operation.method(), uri, headers, bytes, expected);
  }

  String uri() {
    return query.isEmpty()
        ? operation.path()
        : query.stream()
            .map(given -> given.getKey() + "=" + encoded(given.getValue()))
            .collect(joining("&", operation.path() + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
