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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a JSON object in UTF-8 from the body of a request. */
final class JsonBody {
  private JsonBody() {}

  /** Fails with UNSUPPORTED_TYPE when a request has a body that is not plain JSON. */
  static void requireJson(HttpServerRequest request) {
    if (!hasBody(request)) {
      return;
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
    if (!plain || !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      throw ServiceException.of(
          ErrorKind.UNSUPPORTED_TYPE,
          "unsupported_media_type",
          "The body must be application/json in UTF-8, without content encoding.");
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return parts.length > 0 && parts[0].strip().equals("application/json");
  }

  /** Returns the parsed object; fails with INVALID when the body is not a JSON object. */
  static JsonObject parse(Buffer bytes) {
    if (bytes == null || bytes.length() == 0) {
      throw ServiceException.invalid("body", "is required");
    }
    if (value(bytes) instanceof JsonObject object) {
      return object;
    }
    throw ServiceException.invalid("body", "must be a JSON object");
  }

  private static Object value(Buffer bytes) {
    try {
      // Jackson would detect UTF-16 and accept unpaired surrogates.
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString();
      JsonParser parser = JacksonCodec.createParser(text);
      parser.disable(JsonParser.Feature.ALLOW_COMMENTS);
      return JacksonCodec.fromParser(parser, Object.class);
    } catch (CharacterCodingException e) {
      throw ServiceException.invalid("body", "must be UTF-8");
    } catch (DecodeException | UnsupportedOperationException e) {
      throw ServiceException.invalid("body", "must be well-formed JSON");
    }
  }
}
