package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The choice of a media type by the {@code Accept} header (RFC 9110, 12.5.1). */
final class ContentNegotiation {
  private static final String ACCEPT = "Accept";

  /** A range; its parameters, other than the weight, are ignored. */
  private static final Pattern RANGE =
      Pattern.compile("([^/;\\s]+/[^/;\\s]+)\\s*(?:;.*)?", Pattern.DOTALL);

  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*q=([01](?:\\.[0-9]{0,3})?)\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

  private static final Comparator<Match> BEST =
      Comparator.comparingDouble(Match::weight).thenComparingInt(Match::precision);

  private ContentNegotiation() {}

  private record Range(String type, double weight) {
    static Stream<Range> parse(String text) {
      Matcher range = RANGE.matcher(text.trim());
      if (!range.matches()) {
        return Stream.empty();
      }
      Matcher weight = WEIGHT.matcher(text);
      double value = weight.find() ? Double.parseDouble(weight.group(1)) : 1;
      return Stream.of(new Range(range.group(1).toLowerCase(Locale.ROOT), value));
    }

    /** Returns how precisely the range names a type; 0 when it does not include it. */
    int precision(String mediaType) {
      if (type.equals(mediaType)) {
        return 3;
      }
      boolean ofAnySubtype =
          type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1));
      return ofAnySubtype ? 2 : type.equals("*/*") ? 1 : 0;
    }
  }

  /** A media type, and the weight of the range that names it most precisely. */
  private record Match(String mediaType, int precision, double weight) {
    static Stream<Match> find(String mediaType, List<Range> ranges) {
      return ranges.stream()
          .map(range -> new Match(mediaType, range.precision(mediaType), range.weight()))
          .filter(match -> match.precision > 0)
          .max(Comparator.comparingInt(Match::precision))
          .stream();
    }
  }

  /**
   * Returns the media type with the greatest weight; of equal ones, the one that is named most
   * precisely, then the first. Adds {@code Vary} to the response.
   *
   * @throws ServiceException NOT_ACCEPTABLE, naming the header, when the client accepts none
   */
  static String choose(HttpServerRequest request, List<String> mediaTypes) {
    request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return choose(String.join(",", request.headers().getAll(HttpHeaders.ACCEPT)), mediaTypes)
        .orElseThrow(() -> notAcceptable(mediaTypes));
  }

  static Optional<String> choose(String accept, List<String> mediaTypes) {
    if (accept.isBlank()) {
      return Optional.of(mediaTypes.get(0));
    }
    List<Range> ranges = Stream.of(accept.split(",")).flatMap(Range::parse).toList();
    return mediaTypes.stream()
        .flatMap(mediaType -> Match.find(mediaType, ranges))
        .filter(match -> match.weight > 0)
        // The first one of equals stays.
        .reduce((best, next) -> BEST.compare(next, best) > 0 ? next : best)
        .map(Match::mediaType);
  }

  private static ServiceException notAcceptable(List<String> mediaTypes) {
    String types = String.join(", ", mediaTypes);
    return ServiceException.of(
        ErrorKind.NOT_ACCEPTABLE,
        "not_acceptable",
        "The response has none of the media types that Accept allows.",
        List.of(new FieldError(ACCEPT, "must allow one of " + types)));
  }
}
