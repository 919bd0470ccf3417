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
 * A span as it may leave the process. Of its attributes it has those that are listed here, none of
 * which a caller can fill as it likes; of an exception its class, and not its message; of an
 * address neither user information nor query. Its name is one of few.
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

  /** The statements among them hold placeholders, never values. */
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
    attributes = harmless(span.getAttributes());
  }

  private static Attributes harmless(Attributes given) {
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

  /** Vert.x names a request by its method, which a caller may invent, a statement "Query". */
  @Override
  public String getName() {
    String name = super.getName();
    if (name.equals(super.getAttributes().get(METHOD))) {
      return attributes.get(METHOD) + pathOfOurs();
    }
    String destination = attributes.get(DESTINATION);
    if (destination != null) {
      return name + " " + destination;
    }
    Matcher word = FIRST_WORD.matcher(text(STATEMENT));
    return word.matches() ? word.group(1).toUpperCase(Locale.ROOT) : name;
  }

  /** What is called is ours to choose; what we are called with is not. */
  private String pathOfOurs() {
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
        .map(RedactedSpan::harmless)
        .toList();
  }

  private static EventData harmless(EventData exception) {
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

  /** Vert.x says that something failed by an exception, or by the status of its answer, alone. */
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
