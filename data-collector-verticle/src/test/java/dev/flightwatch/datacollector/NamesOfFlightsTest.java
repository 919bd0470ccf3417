package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names in the pages of an airport's flights, of the deployed service. */
class NamesOfFlightsTest {
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  private static HttpReply get(String uri, Map<String, String> headers) {
    return await(rig.http.send(HttpMethod.GET, uri, headers, Buffer.buffer()));
  }

  private static HttpReply page(String airport, String query) {
    return get("/airports/%s/flights?%s".formatted(airport, query), Map.of());
  }

  /**
   * Stores departures, the newest first.
   *
   * @param flights {@code departure>arrival callsign}, separated by commas; a dash is null
   */
  private static void store(String airport, String flights) {
    String[] rows = flights.split(", *");
    for (int i = 0; i < rows.length; i++) {
      String[] parts = rows[i].split("[> ]");
      JsonObject data =
          TestFlights.row("%06x".formatted(i), Instant.now().minusSeconds(60L + i))
              .put("estDepartureAirport", text(parts[0]))
              .put("estArrivalAirport", text(parts[1]))
              .put("callsign", text(parts[2]));
      Flight flight = Flight.of(data, Source.OPENSKY);
      rig.store(
          "flights",
          JsonObject.of("_id", airport + flight.id(), "airport", airport, "source", "opensky")
              .put("first_seen", flight.firstSeen())
              .put("last_seen", data.getLong("lastSeen"))
              .put("run", 1)
              .put("flight", data));
    }
  }

  private static String text(String part) {
    return part.equals("-") ? null : part;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIRA | LIRA>EDDF RYR1, LIRA>LICC RYR22, LIRA>EDDF DLH4AB | ['EDDF','LICC'] "
            + "| {'DLH':'Lufthansa','RYR':'Ryanair'}",
        "LIRB | LFPG>EGLL ITY7, LIRB>LIRB ITY7 | ['EGLL','LFPG'] | {'ITY':'ITA Airways'}",
        "LIRC | LIRC>ZZZZ QQX12, LIRC>- DEABC, ->LIRC - | [] | {}",
        "NK39 | NK39>EDDF N123AB, NK39>NK39 RYR | ['EDDF'] | {}",
        "LIRD | LIRD>FRA ITY7 | [] | {'ITY':'ITA Airways'}"
      })
  void pageShouldNameTheOtherAirportsAndTheAirlinesOfItsFlights(
      String airport, String flights, String airports, String airlines) {
    // given
    store(airport, flights);

    // when
    JsonObject page = page(airport, "names=true").json();

    // then
    assertThat(page.getJsonArray("flights")).hasSize(flights.split(",").length);
    assertThat(
            new JsonArray(page.getJsonObject("airports").stream().map(Map.Entry::getKey).toList()))
        .isEqualTo(new JsonArray(airports.replace('\'', '"')));
    assertThat(page.getJsonObject("airlines").encode()).isEqualTo(airlines.replace('\'', '"'));
  }

  @Test
  void pageShouldNameOnlyWhatItsOwnFlightsContain() {
    // given
    store("LIRE", "LIRE>LICC RYR1, LIRE>EDDF DLH1");

    // when
    JsonObject first = page("LIRE", "names=true&limit=1").json();
    String cursor = "&cursor=" + first.getString("next");
    JsonObject second = page("LIRE", "names=true&limit=1" + cursor).json();

    // then
    assertThat(first.getJsonObject("airports"))
        .isEqualTo(
            JsonObject.of(
                "LICC",
                JsonObject.of("iata", "CTA", "name", "Catania / Fontanarossa Airport")
                    .put("city", "Catania")
                    .put("country", "IT")
                    .put("latitude", 37.4668)
                    .put("longitude", 15.0664)
                    .put("timezone", "Europe/Rome")));
    assertThat(first.getJsonObject("airlines").fieldNames()).containsExactly("RYR");
    assertThat(second.getJsonObject("airports").fieldNames()).containsExactly("EDDF");
    assertThat(second.getJsonObject("airlines").fieldNames()).containsExactly("DLH");
  }

  /** The three requests differ in nothing else, so their cached responses would be mistaken. */
  @Test
  void pageShouldHaveNoNamesUnlessTheyAreAskedFor() {
    // given
    store("LIRF", "LIRF>EDDF DLH1");
    LocalDate today = LocalDate.now(UTC);
    String range = "from=%s&to=%s".formatted(today.minusDays(2), today.plusDays(2));

    // when
    HttpReply plain = page("LIRF", range);
    JsonObject named = page("LIRF", range + "&names=true").json();

    // then
    assertThat(plain.json().fieldNames()).doesNotContain("airports", "airlines");
    assertThat(page("LIRF", range + "&names=false").body()).isEqualTo(plain.body());
    assertThat(named.remove("airports")).isNotNull();
    assertThat(named.remove("airlines")).isNotNull();
    assertThat(named.toBuffer()).isEqualTo(plain.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/x-ndjson"})
  void exportShouldIgnoreNames(String type) {
    // given
    String airport = type.startsWith("text") ? "LIRG" : "LIRH";
    store(airport, airport + ">EDDF DLH1");
    String uri = "/airports/%s/flights?direction=departure".formatted(airport);
    Map<String, String> accept = Map.of("Accept", type);

    // then
    assertThat(get(uri + "&names=true", accept).body())
        .isEqualTo(get(uri, accept).body())
        .isNotEqualTo(Buffer.buffer());
  }
}
