package dev.flightwatch.toolkit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete HTTP response.
 *
 * @param status HTTP status
 * @param body bytes of the body, which must not be changed afterwards
 * @param headers headers, including the content type
 */
public record Response(int status, Buffer body, Map<String, String> headers)
    implements OutgoingResponse {
  static final String TAG = "ETag";

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** Returns a response in JSON. */
  public static Response json(int status, JsonObject body) {
    return bytes(status, body.toBuffer());
  }

  /** Returns a response whose JSON is already encoded; the bytes are not copied. */
  public static Response bytes(int status, Buffer json) {
    return new Response(status, json, JSON);
  }

  /**
   * Returns this response with a strong {@code ETag}, so that the server can respond with 304 to a
   * client that already has the body. A cached response keeps its tag.
   *
   * <p>The tag is the SHA-256 hash of the body, truncated to 128 bits: processors compute it in
   * hardware, and a client that chooses the bytes cannot produce two bodies with one tag.
   */
  public Response tagged() {
    return withHeader(TAG, EntityTag.of(body));
  }

  /** Returns this response with a header added or replaced. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, body, more);
  }
}
