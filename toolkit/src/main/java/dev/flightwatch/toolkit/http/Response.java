package dev.flightwatch.toolkit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint answers.
 *
 * @param status the HTTP status
 * @param body the bytes of the body, sent as they are
 * @param headers the headers, the content type among them
 */
public record Response(int status, Buffer body, Map<String, String> headers) {
  static final String TAG = "ETag";

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** An answer in JSON. */
  public static Response json(int status, JsonObject body) {
    return bytes(status, body.toBuffer());
  }

  /** An answer whose JSON is encoded already; the bytes are not copied. */
  public static Response bytes(int status, Buffer json) {
    return new Response(status, json, JSON);
  }

  /**
   * The same answer with a strong {@code ETag} made of its bytes, so that a door can answer 304 to
   * a caller that has them. Tagged once, an answer carries its tag wherever it is kept.
   *
   * <p>The tag is SHA-256, cut to 128 bits: current processors compute it in hardware, and even
   * somebody who chooses the bytes finds no two bodies under one tag. Body and headers must not be
   * changed afterwards.
   */
  public Response tagged() {
    return withHeader(TAG, EntityTag.of(body));
  }

  /** The same answer with one header more, or another value for it. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, body, more);
  }
}
