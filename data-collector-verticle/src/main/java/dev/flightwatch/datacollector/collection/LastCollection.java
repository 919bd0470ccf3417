package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The live collection that this process finished last.
 *
 * @param source what it wrote: real flights, or mock ones as OpenSky was not read
 */
public record LastCollection(Instant at, Source source) {
  public LastCollection {
    requireNonNull(at);
    requireNonNull(source);
  }

  /** As it stands in a health report. */
  JsonObject toJson(Instant now) {
    return JsonObject.of(
        "at",
        at.truncatedTo(ChronoUnit.SECONDS).toString(),
        "age_seconds",
        Duration.between(at, now).toSeconds(),
        "source",
        source.label());
  }
}
