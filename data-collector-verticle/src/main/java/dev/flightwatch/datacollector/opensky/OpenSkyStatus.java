package dev.flightwatch.datacollector.opensky;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * How a source is doing.
 *
 * @param breaker null when there is nothing to break
 * @param pausedUntil until when no call is made because OpenSky answered 429; null when calls are
 *     made
 * @param creditsRemaining what OpenSky's latest answer said is left of today's credits; null when
 *     none has said
 * @param lastFailure why the latest call was not read; null when it was, or none was made
 */
public record OpenSkyStatus(
    Mode mode,
    Breaker breaker,
    Instant pausedUntil,
    Token token,
    Integer creditsRemaining,
    String lastFailure) {

  /** Where the flights come from. */
  public enum Mode {
    OPENSKY,
    /** No credentials: the network is never touched. */
    MOCK
  }

  /** Whether calls go through. */
  public enum Breaker {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /** What is known of the access token. */
  public enum Token {
    /** None was asked for yet, or the last one has run out. */
    NONE,
    VALID,
    /** The token server does not accept our client. */
    REFUSED,
    /** The token server could not be asked. */
    FAILED
  }

  static OpenSkyStatus mock() {
    return new OpenSkyStatus(Mode.MOCK, null, null, Token.NONE, null, null);
  }

  /** Whether real flights were expected and do not come. */
  public boolean degraded() {
    return mode == Mode.OPENSKY
        && (breaker != Breaker.CLOSED || pausedUntil != null || lastFailure != null);
  }

  /** As it stands in a health report; what is not known is left out. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("mode", word(mode));
    if (mode == Mode.OPENSKY) {
      json.put("breaker", word(breaker)).put("token", word(token));
    }
    putIfKnown(json, "paused_until", pausedUntil);
    putIfKnown(json, "credits_remaining", creditsRemaining);
    putIfKnown(json, "last_failure", lastFailure);
    return json;
  }

  private static void putIfKnown(JsonObject json, String name, Object value) {
    if (value != null) {
      json.put(name, value instanceof Instant ? value.toString() : value);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
