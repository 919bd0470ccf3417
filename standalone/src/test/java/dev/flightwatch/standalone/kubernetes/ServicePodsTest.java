package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods of both services and of the gateway agree with their settings. */
class ServicePodsTest {
  /** The part of a stop after the APIs: the service verticles and the management server. */
  private static final Duration STOP_AFTER_APIS = Duration.ofSeconds(4);

  /** A service, and the pods that run it in one overlay. */
  private record DeployedService(Workload workload, List<Setting<?>> settings) {
    JsonNode container() {
      return workload.container();
    }

    /** Returns the value of a setting, as the service reads it. */
    Object value(String key) {
      JsonObject keys = new JsonObject();
      for (String map : container().path("envFrom").findValuesAsText("name")) {
        workload
            .overlay()
            .generated("ConfigMap", map)
            .forEach((variable, value) -> keys.put(variable.toLowerCase(Locale.ROOT), value));
      }
      return Config.load(keys, settings)
          .get(settings.stream().filter(s -> s.key().equals(key)).findFirst().orElseThrow());
    }

    boolean isGateway() {
      return workload.name().equals("gateway");
    }

    String key() {
      return workload.name().replace('-', '_');
    }

    @Override
    public String toString() {
      return workload.toString();
    }
  }

  static Stream<DeployedService> services() {
    Map<String, Settings> nameToSettings =
        Map.of(
            "user-manager", UserManagerSettings.SETTINGS,
            "data-collector", DataCollectorSettings.SETTINGS,
            "gateway", GatewaySettings.SETTINGS);
    return Overlay.all()
        .flatMap(Overlay::workloads)
        .filter(workload -> nameToSettings.containsKey(workload.name()))
        .map(workload -> new DeployedService(workload, nameToSettings.get(workload.name()).all()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void podShouldHaveThePortsThatItsVariablesSet(DeployedService given) {
    JsonNode ports = given.container().path("ports");

    assertThat(ports.findValuesAsText("name"))
        .containsExactlyElementsOf(
            given.isGateway()
                ? List.of("http", "management")
                : List.of("http", "grpc", "management"));
    assertThat(ports)
        .allSatisfy(
            port ->
                assertThat(given.value(given.key() + "_" + port.get("name").asText() + "_port"))
                    .isEqualTo(port.get("containerPort").asInt()));
    assertThat(given.value("bind_address")).isEqualTo("0.0.0.0");
    assertThat(given.isGateway() ? "0.0.0.0" : given.value("grpc_bind_address"))
        .isEqualTo("0.0.0.0");
    assertThat(given.container().path("image").asText())
        .isEqualTo("flightwatch/" + given.workload().name());
    assertThat(given.workload().object().at("/spec/template/metadata/annotations").toString())
        .isEqualTo(
            JsonObject.of(
                    "prometheus.io/scrape",
                    "true",
                    "prometheus.io/port",
                    ports.path(ports.size() - 1).path("containerPort").asText(),
                    "prometheus.io/path",
                    "/metrics")
                .encode());
    // Service links would set variables such as USER_MANAGER_GRPC_PORT=tcp://..., which is no port.
    assertThat(given.workload().pod().path("enableServiceLinks").asText()).isEqualTo("false");
  }

  @ParameterizedTest
  @MethodSource("services")
  void variablesShouldBeTheNodeAndReferencesToEverySecretOfTheService(DeployedService given) {
    assertThat(given.container().at("/env/0").toString())
        .isEqualTo(
            "{\"name\":\"NODE_NAME\",\"valueFrom\":{\"fieldRef\":"
                + "{\"fieldPath\":\"spec.nodeName\"}}}");
    assertThat(given.settings()).extracting(Setting::variable).contains("NODE_NAME");
    assertThat(Overlay.each(given.container().path("env")).skip(1))
        .allSatisfy(
            variable ->
                assertThat(variable.at("/valueFrom/secretKeyRef/key"))
                    .isEqualTo(variable.get("name")));
    assertThat(given.container().path("env").findValuesAsText("name"))
        .containsAll(
            given.settings().stream().filter(Setting::secret).map(Setting::variable).toList());
  }

  @ParameterizedTest
  @MethodSource("services")
  void peersShouldBeTheServicesOfTheOtherPods(DeployedService given) {
    if (given.isGateway()) {
      assertPeer(given, "user_manager", "http");
      assertPeer(given, "data_collector", "http");
    } else {
      assertPeer(
          given, given.key().equals("user_manager") ? "data_collector" : "user_manager", "grpc");
    }
  }

  /** Those for gRPC are headless. */
  private static void assertPeer(DeployedService given, String other, String api) {
    HostAndPort peer = (HostAndPort) given.value(other + "_" + api);
    JsonNode service = given.workload().overlay().get("Service", peer.host()).get("spec");

    assertThat(service.path("clusterIP").asText()).isEqualTo(api.equals("grpc") ? "None" : "");
    assertThat(service.at("/ports/0/port").asInt()).isEqualTo(peer.port());
    assertThat(given.workload().overlay().selected(service.get("selector")))
        .containsExactly(other.replace('_', '-'));
  }

  @ParameterizedTest
  @MethodSource("services")
  void probesShouldUseTheManagementServer(DeployedService given) {
    Map<String, String> probeToPath =
        Map.of(
            "startupProbe", "/health/live",
            "livenessProbe", "/health/live",
            "readinessProbe", "/health/ready");

    probeToPath.forEach(
        (name, path) -> {
          JsonNode probe = given.container().path(name);
          assertThat(probe.path("httpGet").toString())
              .isEqualTo(JsonObject.of("path", path, "port", "management").encode());
          // A dependency that does not respond is waited for one second.
          assertThat(probe.path("timeoutSeconds").asInt()).as(name).isGreaterThan(1);
        });
  }

  @ParameterizedTest
  @MethodSource("services")
  void gracePeriodShouldBeLongerThanPauseAndStop(DeployedService given) {
    long pause = given.container().at("/lifecycle/preStop/sleep/seconds").asLong();
    Stream<Object> stop =
        Stream.of(
            given.value(HttpSettings.DRAIN_SECONDS.key()),
            given.isGateway() ? Duration.ZERO : given.value(GrpcSettings.DRAIN_SECONDS.key()),
            STOP_AFTER_APIS);

    assertThat(pause).isPositive();
    assertThat(given.workload().pod().path("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(pause + stop.mapToLong(time -> ((Duration) time).toSeconds()).sum());
  }
}
