package dev.flightwatch.standalone.contract;

import dev.flightwatch.standalone.contract.GeneratedRequest.Intent;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Requests that a server must handle before they reach an operation. */
final class ServerRequests {
  private static final List<String> UNKNOWN_PATHS =
      List.of(
          "/",
          "/user",
          "/users/1",
          "/flights",
          "/flights/lastly",
          "/interests;a=b",
          "/Users",
          "/docs/none",
          "/docs/../openapi",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/favicon.ico");
  private static final List<String> OTHER_METHODS = List.of("PUT", "PATCH", "TRACE", "BREW");
  private static final List<String> OTHER_TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "application/json; charset=utf-16",
          "application/problem+json",
          ";");
  private static final List<String> NOT_OBJECTS =
      List.of("", " ", "{", "[]", "7", "null", "\"a\"", "{}{", "{'a':1}", "{\"a\":1,}", "\ufeff{}");
  private static final byte[] NOT_UTF8 =
      "{\"email\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

  private final List<ApiDocument.Operation> operations;
  private final Random random;
  private final Supplier<RequestDraft> drafts;

  /**
   * @param drafts generates valid requests
   */
  ServerRequests(
      List<ApiDocument.Operation> operations, Random random, Supplier<RequestDraft> drafts) {
    this.operations = operations;
    this.random = random;
    this.drafts = drafts;
  }

  GeneratedRequest next() {
    RequestDraft draft = drafts.get();
    return switch (random.nextInt(draft.body == null ? 7 : 11)) {
      case 0 -> unknownPath(draft);
      case 1 -> withMethod(oneOf(OTHER_METHODS), null, draft, Set.of(405));
      case 2 -> withMethod("OPTIONS", null, draft, Set.of(204));
      case 3 -> head(draft);
      case 4 -> malformed(draft, draft.uri() + (draft.uri().contains("?") ? "&" : "?") + "x=%zz");
      case 5 -> malformed(draft, draft.uri().replace(draft.operation.path(), "/%zz"));
      case 6 -> tooLong(draft);
      case 7 -> otherType(draft);
      case 8 -> encodedBody(draft);
      case 9 -> body(draft, Buffer.buffer(" ".repeat(65_537)), 413);
      default -> notAnObject(draft);
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private GeneratedRequest unknownPath(RequestDraft draft) {
    return new GeneratedRequest(
        null,
        Intent.SERVER,
        draft.operation.method(),
        draft.uri().replace(draft.operation.path(), oneOf(UNKNOWN_PATHS)),
        draft.headers,
        null,
        Set.of(404));
  }

  private static GeneratedRequest withMethod(
      String method, ApiDocument.Operation operation, RequestDraft draft, Set<Integer> expected) {
    draft.headers.removeIf(header -> header.getKey().equals("Content-Type"));
    return new GeneratedRequest(
        operation, Intent.SERVER, method, draft.uri(), draft.headers, null, expected);
  }

  /** HEAD is handled as GET when the path supports GET. */
  private GeneratedRequest head(RequestDraft draft) {
    ApiDocument.Operation get =
        operations.stream()
            .filter(o -> o.path().equals(draft.operation.path()) && o.method().equals("GET"))
            .findFirst()
            .orElse(null);
    return withMethod("HEAD", get, draft, get == null ? Set.of(405) : Set.of());
  }

  private static GeneratedRequest malformed(RequestDraft draft, String uri) {
    return draft.toRequest(
        Intent.SERVER, uri, draft.body == null ? null : draft.body.toBuffer(), Set.of(400));
  }

  private GeneratedRequest tooLong(RequestDraft draft) {
    draft.setHeader("Connection", "close");
    if (random.nextBoolean()) {
      String uri = draft.operation.path() + "?x=" + "a".repeat(5_000);
      return draft.toRequest(Intent.SERVER, uri, null, Set.of(414));
    }
    draft.setHeader("X-Long", "a".repeat(9_000));
    return draft.toRequest(Intent.SERVER, draft.uri(), null, Set.of(431));
  }

  private GeneratedRequest otherType(RequestDraft draft) {
    draft.setHeader("Content-Type", oneOf(OTHER_TYPES));
    return draft.toRequest(Intent.SERVER, Set.of(415));
  }

  private static GeneratedRequest encodedBody(RequestDraft draft) {
    draft.setHeader("Content-Encoding", "gzip");
    return draft.toRequest(Intent.SERVER, Set.of(415));
  }

  private GeneratedRequest notAnObject(RequestDraft draft) {
    List<Buffer> bodies = new ArrayList<>(NOT_OBJECTS.stream().map(Buffer::buffer).toList());
    bodies.add(Buffer.buffer(NOT_UTF8));
    return body(draft, oneOf(bodies), 400);
  }

  private static GeneratedRequest body(RequestDraft draft, Buffer bytes, int expected) {
    return draft.toRequest(Intent.SERVER, draft.uri(), bytes, Set.of(expected));
  }
}
