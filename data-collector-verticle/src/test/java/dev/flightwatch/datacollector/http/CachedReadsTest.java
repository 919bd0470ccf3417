package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.DataCollectorHttpVerticle;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsSwept;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The cached reads of a REST API with two instances, with services that count their requests. */
class CachedReadsTest {
  private static final EmailAddress SARA = new EmailAddress("sara@unict.it");
  private static final EmailAddress UGO = new EmailAddress("ugo@unict.it");
  private static final FlightsCollected COLLECTED =
      new FlightsCollected(LICC, 1, 0, Source.OPENSKY);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final CountingServices services = new CountingServices(bus);
  private final HttpCaller http = deployApi(vertx, new JsonObject());

  enum Read {
    LAST("/flights/last?airport=licc", json -> json.getInteger("firstSeen")),
    AVERAGE("/flights/average?airport=LICC&days=7", json -> json.getInteger("average_flights")),
    PAGE(
        "/flights/my-interests?email=SARA%40unict.it",
        json -> json.getInteger("total_flights_found")),
    IN_RANGE(
        "/airports/CTA/flights?limit=7",
        json -> json.getJsonArray("flights").getJsonObject(0).getInteger("firstSeen")),
    STATISTICS(
        "/airports/cta/statistics?to=2026-03-10",
        json -> json.getJsonObject("totals").getInteger("departures")),
    INTERESTS(
        "/interests?email=sara%40unict.it",
        json -> Integer.parseInt(json.getJsonArray("airports").getString(1).substring(1)) - 100);

    private final String uri;
    private final ToIntFunction<JsonObject> number;

    Read(String uri, ToIntFunction<JsonObject> number) {
      this.uri = uri;
      this.number = number;
    }
  }

  private record Change(Read read, Function<Bus, Future<Void>> event) {}

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static HttpCaller deployApi(Vertx vertx, JsonObject config) {
    await(
        vertx.deployVerticle(
            DataCollectorHttpVerticle.class,
            new DeploymentOptions()
                .setInstances(2)
                .setConfig(
                    config.put("data_collector_http_port", 0).put("http_drain_seconds", 0))));
    int port = ListeningPorts.of(vertx).port("data-collector http").orElseThrow();
    return new HttpCaller(vertx, port, "openapi/data-collector.yaml");
  }

  private Future<HttpReply> send(Read read) {
    return http.send(HttpMethod.GET, read.uri, Map.of(), Buffer.buffer());
  }

  private int number(Read read) {
    return number(http, read);
  }

  private static int number(HttpCaller http, Read read) {
    HttpReply reply = await(http.send(HttpMethod.GET, read.uri, Map.of(), Buffer.buffer()));
    assertThat(reply.status()).isEqualTo(200);
    return read.number.applyAsInt(reply.json());
  }

  private double lookUps(String result) {
    Meters meters = Meters.of(vertx);
    String name = meters.name("cache_requests_total");
    return meters
        .registry()
        .get(name)
        .tags("cache", "data-collector", "result", result)
        .counter()
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void readShouldSendNoRequestWhenItsResponseIsCached(Read read) {
    // given
    number(read);
    int requests = services.requests.get();
    services.number = 2;

    // when
    List<Integer> numbers = IntStream.range(0, 20).mapToObj(i -> number(read)).toList();

    // then
    assertThat(numbers).containsOnly(1);
    assertThat(services.requests).hasValue(requests);
    assertThat(lookUps("hit")).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INTERESTS", "STATISTICS"},
      mode = EnumSource.Mode.EXCLUDE)
  void readShouldBeCachedForEachDirection(Read read) {
    // given
    number(read);
    services.number = 2;
    String more = read.uri + "&direction=";

    // then
    assertThat(number(more + "departure", read)).isEqualTo(1);
    assertThat(number(more + "arrival", read)).isEqualTo(2);
    services.number = 3;
    assertThat(number(more + "arrival", read)).isEqualTo(2);
    assertThat(number(read)).isEqualTo(1);
  }

  @Test
  void readShouldBeCachedForEachAirportInThePath() {
    // given
    number(Read.IN_RANGE);
    services.number = 2;

    // then
    assertThat(number("/airports/FCO/flights?limit=7", Read.IN_RANGE)).isEqualTo(2);
    assertThat(number(Read.IN_RANGE)).isEqualTo(1);
  }

  @Test
  void statisticsShouldBeCachedForEachPeriod() {
    // given
    number(Read.STATISTICS);
    services.number = 2;

    // then
    for (String more : List.of("&from=2026-03-10", "&timezone=UTC")) {
      assertThat(number(Read.STATISTICS.uri + more, Read.STATISTICS)).isEqualTo(2);
    }
    assertThat(number(Read.STATISTICS)).isEqualTo(1);
  }

  private int number(String uri, Read read) {
    return read.number.applyAsInt(
        await(http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer())).json());
  }

  static Stream<Change> changes() {
    Function<Bus, Future<Void>> collected = bus -> bus.publish(FlightMessages.COLLECTED, COLLECTED);
    Function<Bus, Future<Void>> swept =
        bus -> bus.publish(FlightMessages.SWEPT, new FlightsSwept(1));
    Function<Bus, Future<Void>> interest =
        bus -> bus.publish(InterestMessages.CHANGED, new InterestsChanged(SARA, Optional.empty()));
    Function<Bus, Future<Void>> followed =
        bus -> bus.publish(InterestMessages.CHANGED, new InterestsChanged(UGO, Optional.of(LICC)));
    return Stream.concat(
        Stream.of(Read.LAST, Read.AVERAGE, Read.PAGE, Read.IN_RANGE, Read.STATISTICS)
            .flatMap(
                read ->
                    Stream.of(collected, swept, followed).map(event -> new Change(read, event))),
        Stream.of(Read.PAGE, Read.INTERESTS).map(read -> new Change(read, interest)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void readShouldBeNewAfterItsEventWasPublished(Change change) {
    for (int i = 0; i < 5; i++) {
      int before = number(change.read());
      services.number++;

      await(change.event().apply(bus));

      assertThat(number(change.read())).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void readShouldNotBeCachedWhenItsEventIsPublishedWhileItIsLoaded(Change change) {
    // given: a service that has read and not yet replied
    Promise<Void> ready = Promise.promise();
    services.ready = ready.future();
    Future<HttpReply> early = send(change.read());
    awaitUntil(vertx, () -> services.requests.get() == 1);

    // when
    services.number = 2;
    await(change.event().apply(bus));
    services.ready = Future.succeededFuture();
    int late = number(change.read());
    ready.complete();
    await(early);

    // then
    assertThat(late).isEqualTo(2);
    assertThat(number(change.read())).isEqualTo(2);
  }

  @Test
  void readShouldStayCachedWhenTheEventConcernsAnotherSubject() {
    // given
    Stream.of(Read.values()).forEach(this::number);
    int requests = services.requests.get();

    // when
    await(bus.publish(FlightMessages.COLLECTED, new FlightsCollected(LIRF, 1, 0, Source.OPENSKY)));
    await(bus.publish(InterestMessages.CHANGED, new InterestsChanged(UGO, Optional.empty())));

    // then
    Stream.of(Read.values()).forEach(this::number);
    assertThat(services.requests).hasValue(requests);
  }

  @ParameterizedTest
  @EnumSource
  void readShouldBeLoadedOnceForConcurrentRequests(Read read) {
    // given
    Promise<Void> ready = Promise.promise();
    services.ready = ready.future();
    int many = 40;

    // when
    List<Future<HttpReply>> replies = IntStream.range(0, many).mapToObj(i -> send(read)).toList();
    awaitUntil(vertx, () -> lookUps("hit") == many - 1);
    ready.complete();

    // then
    assertThat(replies).allSatisfy(reply -> assertThat(await(reply).status()).isEqualTo(200));
    assertThat(lookUps("miss")).isEqualTo(1);
    assertThat(services.requests).hasValue(read == Read.PAGE ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void readShouldNotCacheAFailure(Read read) {
    // given
    services.ready =
        Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));
    HttpReply failure = await(send(read));

    // when
    services.ready = Future.succeededFuture();

    // then
    assertThat(failure.status()).isEqualTo(503);
    assertThat(number(read)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void readShouldBeNewAfterTheMaximumAgeWhenNoEventIsReceived(Read read) {
    // given: the API of another process, with this maximum age
    Vertx elsewhere = Vertx.vertx();
    CountingServices otherServices = new CountingServices(Bus.of(elsewhere));
    HttpCaller otherApi = deployApi(elsewhere, JsonObject.of("answer_cache_seconds", 0.3));
    assertThat(number(otherApi, read)).isEqualTo(1);

    // when
    otherServices.number = 2;

    // then
    awaitUntil(elsewhere, () -> number(otherApi, read) == 2);
    await(elsewhere.close());
  }

  @Test
  void readShouldBeNewWhenTheApiWasRedeployed() {
    // given
    assertThat(number(Read.LAST)).isEqualTo(1);
    vertx.deploymentIDs().forEach(id -> await(vertx.undeploy(id)));
    services.number = 2;
    await(bus.publish(FlightMessages.COLLECTED, COLLECTED));

    // when
    HttpCaller again = deployApi(vertx, new JsonObject());

    // then
    assertThat(number(again, Read.LAST)).isEqualTo(2);
  }
}
