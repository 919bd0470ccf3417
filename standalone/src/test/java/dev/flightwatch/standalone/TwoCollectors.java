package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.embedded.opensky.RecordedCall;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.usermanager.UserManagerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Two data collectors in separate processes, on one database and one OpenSky emulator, with a user
 * manager and eight followed airports.
 */
final class TwoCollectors {
  static final String FOLLOWER = "sara";

  /** Each has flights in every period of two hours. */
  static final List<String> AIRPORTS =
      List.of("EDDF", "EDDM", "EGLL", "EHAM", "LEMD", "LFPG", "LIMC", "LIRF");

  private static final String SERVER = "data-collector http";
  private static final EmulatedAccount ACCOUNT =
      EmulatedAccount.standard().withDailyCredits(1_000_000);

  /** The end of a live window is at most this long before the request. */
  private static final Duration LIVE = Duration.ofMinutes(1);

  final OpenSkyEmulator openSky;
  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.startEphemeral();
  private final EmbeddedMongoServer mongo = EmbeddedMongoServer.startEphemeral();
  private final MongoClient database =
      MongoClient.create(
          vertx,
          new JsonObject().put("connection_string", mongo.url()).put("db_name", "flight_db"));
  private final Map<String, String> environment;
  private FlightwatchProcess first;
  private FlightwatchProcess second;

  /**
   * @param settings settings that differ from the defaults
   */
  TwoCollectors(Map<String, String> settings) throws Exception {
    openSky =
        new OpenSkyEmulator(vertx, EmulatorOptions.defaults().withAccount(ACCOUNT))
            .listen()
            .await();
    startUserManager();
    environment = new HashMap<>(settings);
    environment.putAll(
        Map.of(
            "MONGO_URL", mongo.url(),
            "USER_MANAGER_GRPC", "127.0.0.1:" + port("user-manager grpc"),
            "OPENSKY_API_URL", openSky.apiUrl(),
            "OPENSKY_TOKEN_URL", openSky.tokenUrl(),
            "OPENSKY_CLIENT_ID", ACCOUNT.clientId(),
            "OPENSKY_CLIENT_SECRET", ACCOUNT.clientSecret(),
            "OPENSKY_DAILY_CREDITS", "0"));
    first = start();
    second = start();
    first.awaitReady();
    second.awaitReady();
  }

  private void startUserManager() {
    JsonObject config =
        new JsonObject()
            .put("user_manager_http_port", 0)
            .put("user_manager_grpc_port", 0)
            .put("user_manager_management_port", 0)
            .put("database_url", postgres.url())
            .put(
                "grpc_service_config",
                Path.of(System.getProperty("flightwatch.home"), "conf/grpc-service-config.json")
                    .toString());
    vertx
        .deployVerticle(new UserManagerVerticle(), new DeploymentOptions().setConfig(config))
        .await();
  }

  private int port(String server) {
    return ListeningPorts.of(vertx).port(server).orElseThrow();
  }

  private FlightwatchProcess start() throws Exception {
    return FlightwatchProcess.startVerticle(DataCollectorVerticle.class, environment, SERVER);
  }

  /** Follows the airports, alternately through the first and the second collector. */
  void follow() {
    URI users = URI.create("http://127.0.0.1:" + port("user-manager http"));
    assertThat(ChaosRun.register(users, FOLLOWER).join().status()).isEqualTo(201);
    List<CompletableFuture<Reply>> follows =
        IntStream.range(0, AIRPORTS.size())
            .mapToObj(
                i ->
                    ChaosRun.follow(
                        (i % 2 == 0 ? first : second).server(SERVER), FOLLOWER, AIRPORTS.get(i)))
            .toList();
    assertThat(follows.stream().map(CompletableFuture::join))
        .allSatisfy(
            reply -> {
              assertThat(reply.status()).as(reply.text()).isEqualTo(200);
              // At night, a small airport has no flights for hours.
              boolean none = reply.json().getInteger("flights_collected") == 0;
              assertThat(reply.json().getString("data_source")).isEqualTo(none ? null : "opensky");
            });
  }

  FlightwatchProcess first() {
    return first;
  }

  FlightwatchProcess second() {
    return second;
  }

  /** Replaces the first collector by a new process. */
  void replaceFirst() throws Exception {
    first.close();
    first = start().awaitReady();
  }

  void resumeBoth() throws Exception {
    first.resume();
    second.resume();
  }

  List<URI> apis() {
    return List.of(first.server(SERVER), second.server(SERVER));
  }

  /** Returns the times of the live reads of an airport. */
  List<Instant> reads(String airport) {
    return openSky.calls().recent().stream()
        .filter(call -> airport.equals(call.airport()) && isLive(call))
        .map(RecordedCall::time)
        .toList();
  }

  private static boolean isLive(RecordedCall call) {
    Instant end = Instant.ofEpochSecond(Long.parseLong(call.end()));
    return end.isAfter(call.time().minus(LIVE));
  }

  List<Instant> reads(String airport, Instant since) {
    return reads(airport).stream().filter(time -> !time.isBefore(since)).toList();
  }

  /** Returns the document on an airport's collection. */
  JsonObject collection(String airport) {
    return database.findOne("collections", new JsonObject().put("_id", airport), null).await();
  }

  /** Returns the documents of an airport's flights by id. */
  Map<String, JsonObject> flights(String airport) {
    Map<String, JsonObject> byId = new HashMap<>();
    database
        .find("flights", new JsonObject().put("airport", airport))
        .await()
        .forEach(flight -> byId.put(flight.getString("_id"), flight));
    return byId;
  }

  void stop() throws Exception {
    first.close();
    second.close();
    vertx.close().await();
    mongo.close();
    postgres.close();
  }
}
