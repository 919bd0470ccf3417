package dev.flightwatch.standalone.contract;

import dev.flightwatch.standalone.contract.CheckedCall.Intent;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Requests that a door must answer before an operation sees them. */
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
  private static final List<String> NO_OBJECTS =
      List.of("", " ", "{", "[]", "7", "null", "\"a\"", "{}{", "{'a':1}", "{\"a\":1,}", "\ufeff{}");
  private static final byte[] NO_UTF8 =
      "{\"email\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

  private final List<ApiDocument.Operation> operations;
  private final Random random;
  private final Supplier<Draft> drafts;

  /**
   * @param drafts makes requests that are as they should be
   */
  ServerRequests(List<ApiDocument.Operation> operations, Random random, Supplier<Draft> drafts) {
    this.operations = operations;
    this.random = random;
    this.drafts = drafts;
  }

  CheckedCall next() {
    Draft draft = drafts.get();
    return switch (random.nextInt(draft.body == null ? 7 : 11)) {
      case 0 -> unknownPath(draft);
      case 1 -> as(oneOf(OTHER_METHODS), null, draft, Set.of(405));
      case 2 -> as("OPTIONS", null, draft, Set.of(204));
      case 3 -> head(draft);
      case 4 -> malformed(draft, draft.uri() + (draft.uri().contains("?") ? "&" : "?") + "x=%zz");
      case 5 -> malformed(draft, draft.uri().replace(draft.operation.path(), "/%zz"));
      case 6 -> tooLong(draft);
      case 7 -> otherType(draft);
      case 8 -> encodedBody(draft);
      case 9 -> body(draft, Buffer.buffer(" ".repeat(65_537)), 413);
      default -> noObject(draft);
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private CheckedCall unknownPath(Draft draft) {
    return new CheckedCall(
        null,
        Intent.DOOR,
        draft.operation.method(),
        draft.uri().replace(draft.operation.path(), oneOf(UNKNOWN_PATHS)),
        draft.headers,
        null,
        Set.of(404));
  }

  private static CheckedCall as(
      String method, ApiDocument.Operation operation, Draft draft, Set<Integer> expected) {
    draft.headers.removeIf(header -> header.getKey().equals("Content-Type"));
    return new CheckedCall(
        operation, Intent.DOOR, method, draft.uri(), draft.headers, null, expected);
  }

  /** Answered as GET is, where the path knows GET. */
  private CheckedCall head(Draft draft) {
    ApiDocument.Operation get =
        operations.stream()
            .filter(o -> o.path().equals(draft.operation.path()) && o.method().equals("GET"))
            .findFirst()
            .orElse(null);
    return as("HEAD", get, draft, get == null ? Set.of(405) : Set.of());
  }

  private static CheckedCall malformed(Draft draft, String uri) {
    return draft.attempt(
        Intent.DOOR, uri, draft.body == null ? null : draft.body.toBuffer(), Set.of(400));
  }

  private CheckedCall tooLong(Draft draft) {
    draft.setHeader("Connection", "close");
    if (random.nextBoolean()) {
      String uri = draft.operation.path() + "?x=" + "a".repeat(5_000);
      return draft.attempt(Intent.DOOR, uri, null, Set.of(414));
    }
    draft.setHeader("X-Long", "a".repeat(9_000));
    return draft.attempt(Intent.DOOR, draft.uri(), null, Set.of(431));
  }

  private CheckedCall otherType(Draft draft) {
    draft.setHeader("Content-Type", oneOf(OTHER_TYPES));
    return draft.attempt(Intent.DOOR, Set.of(415));
  }

  private static CheckedCall encodedBody(Draft draft) {
    draft.setHeader("Content-Encoding", "gzip");
    return draft.attempt(Intent.DOOR, Set.of(415));
  }

  private CheckedCall noObject(Draft draft) {
    List<Buffer> bodies = new ArrayList<>(NO_OBJECTS.stream().map(Buffer::buffer).toList());
    bodies.add(Buffer.buffer(NO_UTF8));
    return body(draft, oneOf(bodies), 400);
  }

  private static CheckedCall body(Draft draft, Buffer bytes, int expected) {
    return draft.attempt(Intent.DOOR, draft.uri(), bytes, Set.of(expected));
  }
}
