package dev.flightwatch.toolkit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span that may be exported. It keeps an allow-list of attributes, none of which has a value that
 * a caller can choose; the class of an exception without its message; and URLs without user
 * information and query. Its name is one of a bounded set.
 */
final class RedactedSpan extends DelegatingSpanData {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("http.response.status_code");
  private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> STATEMENT = AttributeKey.stringKey("db.query.text");
  private static final String EXCEPTION = "exception";

  /** Statements are allowed, since they contain placeholders and no values. */
  private static final Set<String> ALLOWED =
      Set.of(
          METHOD.getKey(),
          STATUS.getKey(),
          URL.getKey(),
          "url.scheme",
          CurrentSpan.ROUTE,
          CurrentSpan.RPC_SYSTEM,
          CurrentSpan.RPC_METHOD,
          DESTINATION.getKey(),
          "messaging.system",
          "messaging.operation.name",
          STATEMENT.getKey(),
          "db.system",
          "db.namespace",
          "db.operation.name",
          "db.collection.name",
          "network.peer.address",
          "network.peer.port",
          "server.address",
          "server.port",
          VerticleTag.NAME);

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
  private static final String OTHER_METHOD = "_OTHER";
  private static final Pattern ADDRESS =
      Pattern.compile("(https?://)(?:[^/?#]*@)?([^/?#@]+)([^?#]*).*");
  private static final Pattern FIRST_WORD = Pattern.compile("\\s*(\\w+).*", Pattern.DOTALL);

  private final Attributes attributes;

  RedactedSpan(SpanData span) {
    super(span);
    attributes = redacted(span.getAttributes());
  }

  private static Attributes redacted(Attributes given) {
    AttributesBuilder kept = given.toBuilder().removeIf(key -> !ALLOWED.contains(key.getKey()));
    String method = given.get(METHOD);
    if (method != null && !METHODS.contains(method)) {
      kept.put(METHOD, OTHER_METHOD);
    }
    String url = given.get(URL);
    if (url != null) {
      Matcher parts = ADDRESS.matcher(url);
      kept.put(URL, parts.matches() ? parts.group(1) + parts.group(2) + parts.group(3) : "");
    }
    return kept.build();
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  /** Vert.x names a request by its method, which a caller may invent, and a statement "Query". */
  @Override
  public String getName() {
    String name = super.getName();
    if (name.equals(super.getAttributes().get(METHOD))) {
      return attributes.get(METHOD) + path();
    }
    String destination = attributes.get(DESTINATION);
    if (destination != null) {
      return name + " " + destination;
    }
    Matcher word = FIRST_WORD.matcher(text(STATEMENT));
    return word.matches() ? word.group(1).toUpperCase(Locale.ROOT) : name;
  }

  /** Returns the path of an outgoing request; that of an incoming one is the caller's choice. */
  private String path() {
    Matcher parts = ADDRESS.matcher(getKind() == SpanKind.CLIENT ? text(URL) : "");
    return parts.matches() ? " " + parts.group(3) : "";
  }

  private String text(AttributeKey<String> key) {
    String text = attributes.get(key);
    return text == null ? "" : text;
  }

  @Override
  public List<EventData> getEvents() {
    return super.getEvents().stream()
        .filter(event -> event.getName().equals(EXCEPTION))
        .map(RedactedSpan::redacted)
        .toList();
  }

  private static EventData redacted(EventData exception) {
    Attributes type =
        exception.getAttributes().toBuilder()
            .removeIf(key -> !key.getKey().equals("exception.type"))
            .build();
    return EventData.create(exception.getEpochNanos(), EXCEPTION, type, type.size());
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  /** Vert.x reports a failure by an exception or by the response's status, not by the span's. */
  @Override
  public StatusData getStatus() {
    String status = attributes.get(STATUS);
    boolean failed =
        super.getStatus().getStatusCode() == StatusCode.ERROR
            || !getEvents().isEmpty()
            || (status != null
                && status.compareTo(getKind() == SpanKind.SERVER ? "500" : "400") >= 0);
    return failed ? StatusData.error() : StatusData.unset();
  }
}
