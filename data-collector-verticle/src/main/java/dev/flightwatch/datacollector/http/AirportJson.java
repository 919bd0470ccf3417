package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.collection.BudgetReport;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.details.AirportDetails;
import dev.flightwatch.datacollector.details.AirportDetails.History;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The JSON of airports. Fields that are not known are null. */
final class AirportJson {
  private AirportJson() {}

  static JsonObject airport(Airport airport) {
    return new JsonObject()
        .put("icao", airport.icao())
        .put("iata", airport.iata().orElse(null))
        .put("name", airport.name())
        .put("city", airport.city().orElse(null))
        .put("country", airport.country())
        .put("latitude", airport.latitude())
        .put("longitude", airport.longitude())
        .put("timezone", airport.timezone().getId());
  }

  /** Returns the airports by their ICAO codes, which the objects then lack. */
  static JsonObject byCode(List<Airport> airports) {
    JsonObject byCode = new JsonObject();
    for (Airport airport : airports) {
      JsonObject json = airport(airport);
      json.remove("icao");
      byCode.put(airport.icao(), json);
    }
    return byCode;
  }

  /** Returns the airport and, as the last field, {@code collection}. */
  static JsonObject details(AirportDetails details, CollectionStatus status, DataOrigin origin) {
    return details
        .airport()
        .map(AirportJson::airport)
        .orElseGet(() -> unlisted(details))
        .put("collection", collection(details, origin).put("opensky", openSky(status, origin)));
  }

  private static JsonObject unlisted(AirportDetails details) {
    return new JsonObject()
        .put("icao", details.code().value())
        .putNull("iata")
        .putNull("name")
        .putNull("city")
        .putNull("country")
        .putNull("latitude")
        .putNull("longitude")
        .putNull("timezone");
  }

  private static JsonObject collection(AirportDetails details, DataOrigin origin) {
    JsonObject json = JsonObject.of("followed", details.isFollowed());
    return FlightJson.putSource(json, details.source().orElse(null), origin)
        .put("last_read_at", text(details.lastReadAt()))
        .put("next_read_at", text(details.nextReadAt()))
        .put("backfill", details.history().map(AirportJson::backfill).orElse(null));
  }

  private static JsonObject backfill(History history) {
    return new JsonObject()
        .put("days", history.days())
        .put("done", history.daysMissing() == 0)
        .put("days_missing", history.daysMissing());
  }

  /** Returns the state of OpenSky, which is the same for all airports. */
  static JsonObject openSky(CollectionStatus status, DataOrigin origin) {
    OpenSkyStatus source = status.source();
    BudgetReport budget = status.budget();
    boolean isEmulator = origin == DataOrigin.EMULATOR;
    return new JsonObject()
        .put("simulated", source.mode() == OpenSkyStatus.Mode.MOCK || isEmulator)
        .put("emulator", isEmulator)
        .put("credits_left", budget == null ? null : budget.balance().remaining())
        .put("rate_limited_until", text(Optional.ofNullable(source.pausedUntil())))
        .put("available", source.isAvailable());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
