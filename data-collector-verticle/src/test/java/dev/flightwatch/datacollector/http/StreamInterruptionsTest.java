package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.testkit.EventStreamClient;
import dev.flightwatch.testkit.EventStreamClient.Block;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that load again what an event says has changed, in front of two replicas. */
class StreamInterruptionsTest {
  private static final int INTERRUPTIONS = 500;
  private static final List<AirportCode> AIRPORTS =
      Stream.of("LICC", "EDDF", "KJFK").map(AirportCode::new).toList();

  private final Map<AirportCode, Integer> airportToVersion = new ConcurrentHashMap<>();
  private final Vertx clientVertx = Vertx.vertx();
  private final HttpClient http = EventStreamClient.http(clientVertx);
  private final List<StreamReplica> replicas = new ArrayList<>();

  private void start(int number, Duration period) {
    AIRPORTS.forEach(airport -> airportToVersion.put(airport, 0));
    for (int i = 0; i < number; i++) {
      replicas.add(new StreamReplica(airportToVersion, period));
    }
  }

  @AfterEach
  void close() throws Exception {
    clientVertx.close().await();
    replicas.forEach(StreamReplica::close);
  }

  /** What a page shows. It opens its stream again when it ends, at any replica. */
  private final class Page {
    private final Map<AirportCode, Long> known = new ConcurrentHashMap<>();
    private final Map<AirportCode, Integer> shown = new ConcurrentHashMap<>();
    private EventStreamClient stream;

    void connect(StreamReplica replica) throws Exception {
      String codes = AIRPORTS.stream().map(AirportCode::value).collect(Collectors.joining(","));
      stream =
          EventStreamClient.open(
                  http,
                  replica.port(),
                  "/stream?airports=" + codes,
                  block -> received(replica, block))
              .await();
      assertThat(stream.status()).isEqualTo(200);
    }

    private void received(StreamReplica replica, Block block) {
      if (block.type().equals("airport")) {
        AirportCode airport = new AirportCode(block.data().getString("airport"));
        long version = block.data().getLong("version");
        if (!Long.valueOf(version).equals(known.put(airport, version))) {
          load(replica, airport, true).onSuccess(flights -> shown.put(airport, flights));
        }
      }
    }
  }

  private Future<Integer> load(StreamReplica replica, AirportCode airport, boolean isFresh) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(replica.port())
            .setMethod(HttpMethod.GET)
            .setURI("/flights/last?airport=" + airport);
    if (isFresh) {
      options.putHeader("Cache-Control", "no-cache");
    }
    return http.request(options)
        .compose(request -> request.send().compose(response -> response.body()))
        .map(body -> body.toJsonObject().getInteger("firstSeen"));
  }

  @Test
  void pageShouldEqualAFreshLoadAfterInterruptions() throws Exception {
    // given
    start(2, Duration.ofMillis(10));
    Random random = new Random(18);
    Page page = new Page();
    page.connect(replicas.get(0));

    for (int i = 0; i < INTERRUPTIONS; i++) {
      // when
      AirportCode airport = AIRPORTS.get(random.nextInt(AIRPORTS.size()));
      StreamReplica replica = replicas.get(random.nextInt(replicas.size()));
      // so that there is something to invalidate
      load(replica, airport, false).await();
      replica.change(airport);
      int kind = random.nextInt(25);
      if (kind == 0) {
        StreamReplica restarted = replicas.get(random.nextInt(replicas.size()));
        restarted.stop();
        restarted.change(airport);
        restarted.start();
      }
      if (kind < 10) {
        page.stream.close();
        page.connect(replicas.get(random.nextInt(replicas.size())));
      }

      // then
      Map<AirportCode, Integer> expected = new HashMap<>(airportToVersion);
      awaitUntil(clientVertx, () -> page.shown.equals(expected));
    }
  }

  @Test
  void keptResponseShouldBeNewerThanTheEventOfAnotherReplicasChange() throws Exception {
    // given
    start(2, Duration.ofMillis(10));
    AirportCode airport = AIRPORTS.get(0);
    StreamReplica reading = replicas.get(0);
    Map<Long, Integer> versionToFlights = new ConcurrentHashMap<>();
    EventStreamClient.open(
            http,
            reading.port(),
            "/stream?airports=" + airport,
            block -> {
              if (block.type().equals("airport")) {
                load(reading, airport, false)
                    .onSuccess(
                        flights -> versionToFlights.put(block.data().getLong("version"), flights));
              }
            })
        .await();
    awaitUntil(clientVertx, () -> versionToFlights.containsKey(0L));

    // when
    replicas.get(1).change(airport);
    awaitUntil(clientVertx, () -> versionToFlights.containsKey(1L));

    // then
    assertThat(versionToFlights).isEqualTo(Map.of(0L, 0, 1L, 1));
  }

  @Tag("chaos")
  @Test
  void eventsShouldReachManyClients() throws Exception {
    // given
    int clients = 1_000;
    int changes = 100;
    start(1, Duration.ofSeconds(4));
    AtomicInteger received = new AtomicInteger();
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    long[] savedAt = {0};
    long before = usedBytes();
    for (int i = 0; i < clients; i++) {
      EventStreamClient.open(
              http,
              replicas.get(0).port(),
              "/stream?airports=LICC",
              block -> {
                if (block.type().equals("airport")) {
                  nanos.add(System.nanoTime() - savedAt[0]);
                  received.incrementAndGet();
                }
              })
          .await();
    }
    awaitUntil(clientVertx, () -> received.get() == clients);
    long perClient = (usedBytes() - before) / clients;
    nanos.clear();

    // when
    for (int i = 1; i <= changes; i++) {
      int expected = (i + 1) * clients;
      savedAt[0] = System.nanoTime();
      replicas.get(0).change(AIRPORTS.get(0));
      awaitUntil(clientVertx, () -> received.get() == expected);
    }

    // then
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "stream: %d clients, %d changes, from save to event: median %d ms, p99 %d ms, max %d ms;"
            + " heap of server and client per stream: %d bytes%n",
        clients,
        changes,
        Duration.ofNanos(sorted.get(sorted.size() / 2)).toMillis(),
        Duration.ofNanos(sorted.get(sorted.size() * 99 / 100)).toMillis(),
        Duration.ofNanos(sorted.get(sorted.size() - 1)).toMillis(),
        perClient);
    assertThat(sorted).hasSize(clients * changes);
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
