package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.datacollector.DataCollectorHttpVerticle;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindInWindow;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.TestFlights;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of the REST API, with a flight service that the tests define. */
class FlightExportTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String RANGE = "?from=2026-11-01&to=2026-11-27";
  private static final String FLIGHTS = "/airports/CTA/flights";
  private static final long MEGABYTE = 1_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final List<FindInWindow> asked = new CopyOnWriteArrayList<>();
  private volatile Function<FindInWindow, Future<FlightPage>> service = find -> page(find, 2_500);
  private int port;
  private HttpCaller http;

  @BeforeEach
  void deploy() {
    await(
        Bus.of(vertx)
            .consume(
                FlightMessages.FIND_IN_WINDOW,
                find -> {
                  asked.add(find);
                  return service.apply(find);
                }));
    await(
        vertx.deployVerticle(
            DataCollectorHttpVerticle.class,
            new DeploymentOptions()
                .setConfig(
                    JsonObject.of(
                        "data_collector_http_port",
                        0,
                        "http_instances",
                        1,
                        "http_drain_seconds",
                        0))));
    port = ListeningPorts.of(vertx).port("data-collector http").orElseThrow();
    http = new HttpCaller(vertx, port, "openapi/data-collector.yaml");
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /** Returns a page of so many flights, a second apart; the total of the cursor counts them. */
  private static Future<FlightPage> page(FindInWindow find, int flights) {
    int start = find.after().map(cursor -> (int) cursor.total()).orElse(0);
    int end = Math.min(flights, start + find.limit());
    List<Flight> page = IntStream.range(start, end).mapToObj(FlightExportTest::flight).toList();
    return Future.succeededFuture(
        new FlightPage(
            0,
            page,
            end == flights
                ? Optional.empty()
                : Optional.of(new Cursor(end, page.get(0).firstSeen(), page.get(0).id()))));
  }

  private static Flight flight(int number) {
    return TestFlights.mock("%06x".formatted(number), NOON.minusSeconds(number));
  }

  private HttpReply get(String uri, String accept) {
    return await(http.send(HttpMethod.GET, uri, Map.of("Accept", accept), Buffer.buffer()));
  }

  private static String text(ExportFormat format, int flights) {
    return format
        .encode(
            IntStream.range(0, flights).mapToObj(FlightExportTest::flight).toList(),
            DataOrigin.UNKNOWN,
            true)
        .toString();
  }

  @ParameterizedTest
  @CsvSource({
    "CSV, 0, 1",
    "CSV, 1, 1",
    "CSV, 1000, 1",
    "CSV, 1001, 2",
    "CSV, 2500, 3",
    "NDJSON, 0, 1",
    "NDJSON, 1000, 1",
    "NDJSON, 2500, 3"
  })
  void exportShouldHaveAllFlightsOfTheRange(ExportFormat format, int flights, int pages) {
    // given
    service = find -> page(find, flights);

    // when
    HttpReply reply = get(FLIGHTS + RANGE + "&limit=7", format.mediaType);

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().toString()).isEqualTo(text(format, flights));
    assertThat(reply.header("ETag")).isNull();
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(asked).hasSize(pages).allMatch(find -> find.limit() == 1_000);
  }

  @Test
  void linesShouldBeTheFlightsOfTheJson() {
    // given
    service = find -> page(find, 40);

    // when
    List<JsonObject> lines =
        get(FLIGHTS + RANGE, "application/x-ndjson")
            .body()
            .toString()
            .lines()
            .map(JsonObject::new)
            .toList();

    // then
    assertThat(lines)
        .isEqualTo(
            get(FLIGHTS + RANGE, "application/json").json().getJsonArray("flights").stream()
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "CSV, departure, LICC-departure-2026-11-01-2026-11-27.csv, text/csv; charset=utf-8",
    "NDJSON, arrival, LICC-arrival-2026-11-01-2026-11-27.ndjson, application/x-ndjson"
  })
  void fileShouldBeNamedByItsRange(
      ExportFormat format, String direction, String name, String contentType) {
    // when
    HttpReply reply = get(FLIGHTS + RANGE + "&direction=" + direction, format.mediaType);

    // then
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + name + "\"");
    assertThat(reply.header("Content-Type")).isEqualTo(contentType);
    assertThat(asked.get(0).direction().label()).isEqualTo(direction);
    assertThat(asked.get(0).window().begin()).isEqualTo("2026-10-31T23:00:00Z");
    assertThat(asked.get(0).window().end()).isEqualTo("2026-11-27T22:59:59Z");
  }

  /** What is stored meanwhile, such as the first real flights, does not change the source. */
  @Test
  void pagesShouldBeOfTheSourceAndAfterTheFlightsOfTheFirst() {
    // when
    get(FLIGHTS, "text/csv");

    // then
    assertThat(asked.stream().map(FindInWindow::source))
        .containsExactly(Optional.empty(), Optional.of(Source.MOCK), Optional.of(Source.MOCK));
    assertThat(asked.stream().map(find -> find.after().map(Cursor::total)))
        .containsExactly(Optional.empty(), Optional.of(1_000L), Optional.of(2_000L));
    assertThat(asked.stream().map(FindInWindow::window).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv             | text/csv; charset=utf-8",
        "application/x-ndjson | application/x-ndjson",
        "application/json     | application/json",
        "*/*                  | application/json",
        "text/csv;q=0.1, */*  | application/json"
      })
  void responseShouldBeOfTheAcceptedType(String accept, String contentType) {
    assertThat(get(FLIGHTS, accept).header("Content-Type")).isEqualTo(contentType);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, '', 406, Accept",
    "text/csv, ?cursor=abc, 400, cursor",
    "text/csv, ?from=2026-02-30, 400, from",
    "application/x-ndjson, ?from=2026-11-02&to=2026-11-01, 400, from"
  })
  void exportShouldBeRefusedNamingTheField(String accept, String query, int status, String field) {
    // when
    HttpReply reply = get(FLIGHTS + query, accept);

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.fields()).containsExactly(field);
    assertThat(asked).isEmpty();
  }

  private static Future<FlightPage> unavailable() {
    return Future.failedFuture(
        ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));
  }

  @Test
  void exportShouldBeAProblemWhenTheFirstPageFails() {
    // given
    service = find -> unavailable();

    // when
    HttpReply reply = get(FLIGHTS, "text/csv");

    // then
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("database_away");
    assertThat(reply.header("Content-Disposition")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void exportShouldBeBrokenOffWhenALaterPageFails(int pages) {
    // given
    service = find -> asked.size() > pages ? unavailable() : page(find, 2_500);

    // then
    assertThatThrownBy(() -> get(FLIGHTS, "text/csv")).hasMessageContaining("closed");
    assertThat(asked).hasSize(pages + 1);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void exportOfAHundredThousandFlightsShouldUseLittleHeap() {
    // given: the heap in use, measured before some pages
    AtomicLong most = new AtomicLong();
    get(FLIGHTS, "text/csv");
    asked.clear();
    long before = heap();
    service =
        find -> {
          if (asked.size() % 20 == 19) {
            most.accumulateAndGet(heap(), Math::max);
          }
          return page(find, 100_000);
        };

    // when
    AtomicLong bytes = new AtomicLong();
    await(
        vertx
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", FLIGHTS)
            .compose(request -> send(request, bytes)));

    // then
    System.out.printf(
        "export: %d bytes, %d bytes of additional heap%n", bytes.get(), most.get() - before);
    assertThat(asked).hasSize(100);
    assertThat(bytes.get()).isGreaterThan(5 * MEGABYTE);
    assertThat(most.get() - before).isLessThan(20 * MEGABYTE);
  }

  private static Future<Void> send(HttpClientRequest request, AtomicLong bytes) {
    return request
        .putHeader("Accept", "text/csv")
        .send()
        .compose(response -> count(response, bytes));
  }

  private static Future<Void> count(HttpClientResponse response, AtomicLong bytes) {
    response.handler(chunk -> bytes.addAndGet(chunk.length()));
    return response.end();
  }
}
