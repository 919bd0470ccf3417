package dev.flightwatch.toolkit.trace;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span that may be exported. It keeps an allow-list of attributes, none of which has a value that
 * a caller can choose; the class of an exception without its message; and URLs without user
 * information and query. Its name is one of a bounded set.
 */
final class RedactedSpan extends DelegatingSpanData {
  private static final AttributeKey<String> METHOD = stringKey("http.request.method");
  private static final AttributeKey<String> STATUS = stringKey("http.response.status_code");
  private static final AttributeKey<String> URL = stringKey("url.full");
  private static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
  private static final AttributeKey<String> STATEMENT = stringKey("db.query.text");
  private static final String EXCEPTION = "exception";

  private static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");

  /** Statements are allowed, since they contain placeholders and no values. */
  private static final Set<String> ALLOWED =
      Set.of(
          """
          http.request.method http.response.status_code http.route url.full url.scheme
          rpc.system rpc.method
          messaging.destination.name messaging.operation.name messaging.system
          db.query.text db.system db.namespace db.operation.name db.collection.name
          network.peer.address network.peer.port server.address server.port
          vertx.verticle
          """
              .split("\\s+"));

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
  private static final Pattern ADDRESS =
      Pattern.compile("(https?://)(?:[^/?#]*@)?([^/?#@]+[^?#]*).*");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/]*");
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
      kept.put(METHOD, "_OTHER");
    }
    String url = given.get(URL);
    if (url != null) {
      Matcher parts = ADDRESS.matcher(url);
      kept.put(URL, parts.matches() ? parts.group(1) + parts.group(2) : "");
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
      // The path of an incoming request is the caller's choice.
      String url = getKind() == SpanKind.CLIENT ? text(URL) : "";
      return (attributes.get(METHOD) + " " + ORIGIN.matcher(url).replaceFirst("")).strip();
    }
    String destination = attributes.get(DESTINATION);
    if (destination != null) {
      return name + " " + destination;
    }
    Matcher word = FIRST_WORD.matcher(text(STATEMENT));
    return word.matches() ? word.group(1).toUpperCase(Locale.ROOT) : name;
  }

  private String text(AttributeKey<String> key) {
    return Objects.requireNonNullElse(attributes.get(key), "");
  }

  @Override
  public List<EventData> getEvents() {
    return super.getEvents().stream()
        .filter(event -> event.getName().equals(EXCEPTION))
        .map(RedactedSpan::redacted)
        .toList();
  }

  private static EventData redacted(EventData exception) {
    Attributes type = Attributes.of(EXCEPTION_TYPE, exception.getAttributes().get(EXCEPTION_TYPE));
    return EventData.create(exception.getEpochNanos(), EXCEPTION, type, type.size());
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  /** Vert.x reports a failure by an exception or by the response's status, not by the span's. */
  @Override
  public StatusData getStatus() {
    String failures = getKind() == SpanKind.SERVER ? "5.." : "[45]..";
    return super.getStatus().getStatusCode() == StatusCode.ERROR
            || !getEvents().isEmpty()
            || text(STATUS).matches(failures)
        ? StatusData.error()
        : StatusData.unset();
  }
}
