package dev.flightwatch.toolkit.openapi;

import com.fasterxml.jackson.core.JsonParser;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads a JSON object in UTF-8 from the body of a request. */
final class JsonBody {
  /** In UTF-8, unless another encoding is named. */
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*+(;\\s*+(charset=\"?utf-8\"?\\s*|(?!charset=)[^;]*+))*+",
          Pattern.CASE_INSENSITIVE);

  private JsonBody() {}

  /** Fails with UNSUPPORTED_TYPE when a request has a body that is not plain JSON. */
  static void requireJson(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
    boolean json = type != null && JSON.matcher(type).matches();
    if (!(plain && json) && hasBody(request)) {
      throw ServiceException.of(
          ErrorKind.UNSUPPORTED_TYPE,
          "unsupported_media_type",
          "The body must be application/json in UTF-8, without content encoding.");
    }
    routing.next();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  /** Returns the parsed object; fails with INVALID when the body is not a JSON object. */
  static JsonObject parse(Buffer bytes) {
    if (bytes == null || bytes.length() == 0) {
      throw ServiceException.invalid("body", "is required");
    }
    try {
      // Jackson would detect UTF-16 and accept unpaired surrogates.
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString();
      JsonParser parser = JacksonCodec.createParser(text);
      parser.disable(JsonParser.Feature.ALLOW_COMMENTS);
      if (JacksonCodec.fromParser(parser, Object.class) instanceof JsonObject object) {
        return object;
      }
      throw ServiceException.invalid("body", "must be a JSON object");
    } catch (CharacterCodingException e) {
      throw ServiceException.invalid("body", "must be UTF-8");
    } catch (DecodeException | UnsupportedOperationException e) {
      throw ServiceException.invalid("body", "must be well-formed JSON");
    }
  }
}
