package dev.flightwatch.toolkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service with a gRPC API of two instances, and a peer. */
@ExtendWith(VertxExtension.class)
class RootVerticleTest {
  private static final Settings SETTINGS =
      new Settings(StartSettings.SETTINGS, GrpcSettings.SETTINGS, TlsSettings.SETTINGS);
  private static final Setting<Integer> GRPC_PORT =
      SETTINGS.add(Setting.port("things_grpc_port", 0, "Port."));
  private static final Setting<Integer> MANAGEMENT_PORT =
      SETTINGS.add(Setting.port("things_management_port", 0, "Port."));
  private static final Setting<HostAndPort> PEER =
      SETTINGS.add(Setting.peer("things_peer", "127.0.0.1:1", "Peer."));

  private static final ServiceMethod<HealthCheckResponse, HealthCheckRequest> CHECK =
      ServiceMethod.client(
          ServiceName.create("grpc.health.v1.Health"),
          "Check",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(HealthCheckResponse.newBuilder()));

  @RegisterExtension private final CapturedLog log = new CapturedLog(GrpcApiServer.class);
  @TempDir Path folder;
  private JsonObject json;

  private static final class ThingsGrpcVerticle extends ServerVerticle {
    @Override
    public Future<?> start() {
      Config config = Config.load(config(), SETTINGS.all());
      return serve(
          GrpcApiServer.open(
              vertx,
              GrpcSettings.serverOptions(config, "things grpc", config.get(GRPC_PORT)),
              List.of(),
              Future::succeededFuture),
          GrpcSettings.BIND_ADDRESS,
          GRPC_PORT,
          server -> server.close(config.get(GrpcSettings.DRAIN_SECONDS)));
    }
  }

  private static final class ThingsVerticle extends RootVerticle {
    @Override
    public Future<?> start() {
      Config config = Config.load(config(), SETTINGS.all());
      List<HealthCheck> checks = new ArrayList<>(grpcChecks(config));
      checks.add(peer("peer", config.get(PEER)));
      return deploy(
          config,
          "things",
          MANAGEMENT_PORT,
          checks,
          List.of(new Deployment(ThingsGrpcVerticle::new, 2)));
    }
  }

  @BeforeEach
  void configure() throws Exception {
    Path calls = folder.resolve("calls.json");
    Files.writeString(calls, "{\"methodConfig\": [{\"name\": [{}], \"timeout\": \"10s\"}]}");
    json = JsonObject.of("grpc_service_config", calls.toString());
  }

  @Test
  void openGrpcApiShouldBeLoggedOnceAndShownAsAWarning(Vertx vertx) throws Exception {
    // given
    deploy(vertx, json.put("grpc_bind_address", "0.0.0.0"));

    // then
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("0.0.0.0 (GRPC_BIND_ADDRESS)", "Set PEER_SECRET");
    assertThat(ready(vertx)).contains("\"name\":\"grpc_access\",\"status\":\"UP\"", "PEER_SECRET");
  }

  @Test
  void grpcApiShouldNotBeOpenWhenOnlyBindAddressIs(Vertx vertx) throws Exception {
    // given
    deploy(vertx, json.put("bind_address", "0.0.0.0"));

    // then
    assertThat(log.messages()).isEmpty();
    assertThat(ready(vertx)).doesNotContain("grpc_access");
  }

  @Test
  void peerShouldBeDownWithTheReasonUntilItServesACall(Vertx vertx) throws Exception {
    // given
    json.put("peer_secret", "the-secret-of-the-peers");
    Config right = Config.load(json, SETTINGS.all());
    GrpcApiServer server =
        await(
            GrpcApiServer.open(
                vertx,
                GrpcSettings.serverOptions(right, "peer grpc", 0),
                List.of(),
                Future::succeededFuture));
    HostAndPort peer = new HostAndPort("127.0.0.1", server.port());
    deploy(vertx, json.put("things_peer", peer.toString()));
    assertThat(ready(vertx)).contains("\"name\":\"peer\",\"status\":\"UP\"");

    // when
    Config wrong = Config.load(json.copy().put("peer_secret", "another-secret-0"), SETTINGS.all());
    check(await(GrpcSettings.channel(vertx, wrong, peer)));

    // then
    assertThat(ready(vertx)).contains("\"name\":\"peer\",\"status\":\"DOWN\"", "Set PEER_SECRET");

    // when
    check(await(GrpcSettings.channel(vertx, right, peer)));

    // then
    assertThat(ready(vertx)).contains("\"name\":\"peer\",\"status\":\"UP\"");
  }

  private static void check(GrpcChannel channel) throws Exception {
    await(channel.call(CHECK, HealthCheckRequest.getDefaultInstance()).otherwiseEmpty());
  }

  private static void deploy(Vertx vertx, JsonObject json) throws Exception {
    await(
        vertx.deployVerticle(new ThingsVerticle(), new DeploymentOptions().setConfig(json.copy())));
  }

  private static String ready(Vertx vertx) throws Exception {
    int port = ListeningPorts.of(vertx).port("things management").orElseThrow();
    return new HttpTestClient(vertx, port).get("/health/ready").body().toString();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
