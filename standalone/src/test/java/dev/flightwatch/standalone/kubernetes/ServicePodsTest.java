package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pods of both services agree with the services' settings. */
class ServicePodsTest {
  /** The part of a stop after the APIs: the service verticles and the management server. */
  private static final Duration STOP_AFTER_APIS = Duration.ofSeconds(4);

  private record ServiceSettings(
      String name,
      List<Setting<?>> settings,
      Map<String, Setting<Integer>> ports,
      Setting<HostAndPort> peer) {}

  private static final List<ServiceSettings> SERVICES =
      List.of(
          new ServiceSettings(
              "user-manager",
              UserManagerSettings.SETTINGS.all(),
              Map.of(
                  "http", UserManagerSettings.HTTP_PORT,
                  "grpc", UserManagerSettings.GRPC_PORT,
                  "management", UserManagerSettings.MANAGEMENT_PORT),
              UserManagerSettings.DATA_COLLECTOR_GRPC),
          new ServiceSettings(
              "data-collector",
              DataCollectorSettings.SETTINGS.all(),
              Map.of(
                  "http", DataCollectorSettings.HTTP_PORT,
                  "grpc", DataCollectorSettings.GRPC_PORT,
                  "management", DataCollectorSettings.MANAGEMENT_PORT),
              DataCollectorSettings.USER_MANAGER_GRPC));

  /** One service in one overlay. */
  record DeployedService(Overlay overlay, ServiceSettings service) {
    Workload workload() {
      return overlay.workloads().filter(w -> w.name().equals(service.name())).findFirst().get();
    }

    Container container() {
      assertThat(workload().containers()).hasSize(1);
      return workload().containers().get(0);
    }

    /** Returns all variables; those of secrets have no value. */
    Map<String, Optional<String>> variables() {
      Stream<Map.Entry<String, String>> maps =
          container().getEnvFrom().stream()
              .map(from -> from.getConfigMapRef().getName())
              .map(name -> overlay.find(ConfigMap.class, name).orElseThrow())
              .flatMap(map -> map.getData().entrySet().stream());
      return Stream.concat(
              maps.map(pair -> Map.entry(pair.getKey(), Optional.of(pair.getValue()))),
              container().getEnv().stream()
                  .map(env -> Map.entry(env.getName(), Optional.ofNullable(env.getValue()))))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    <T> T value(Setting<T> setting) {
      return setting
          .reader()
          .apply(
              variables()
                  .getOrDefault(setting.variable(), Optional.empty())
                  .orElse(setting.defaultText()));
    }

    @Override
    public String toString() {
      return service.name() + " in " + overlay;
    }
  }

  static Stream<DeployedService> cases() {
    return Overlay.all()
        .flatMap(overlay -> SERVICES.stream().map(p -> new DeployedService(overlay, p)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void containerShouldExposeThePortsOfTheService(DeployedService given) {
    Map<String, Integer> exposed =
        given.container().getPorts().stream()
            .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

    assertThat(exposed)
        .isEqualTo(
            given.service().ports().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> given.value(e.getValue()))));
    assertThat(given.variables()).containsEntry("BIND_ADDRESS", Optional.of("0.0.0.0"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void variablesShouldBeSettingsOfTheServiceWithValidValues(DeployedService given) {
    Map<String, Setting<?>> variableToSetting =
        given.service().settings().stream()
            .collect(Collectors.toMap(Setting::variable, setting -> setting));

    assertThat(variableToSetting.keySet()).containsAll(given.variables().keySet());
    given
        .variables()
        .forEach(
            (variable, value) ->
                value.ifPresent(
                    text -> {
                      assertThat(variableToSetting.get(variable).secret()).as(variable).isFalse();
                      assertThatCode(() -> variableToSetting.get(variable).reader().apply(text))
                          .as(variable)
                          .doesNotThrowAnyException();
                    }));
  }

  /**
   * Service links would set variables such as USER_MANAGER_GRPC_PORT=tcp://..., which is no port.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void serviceLinksShouldBeDisabled(DeployedService given) {
    assertThat(given.workload().pod().getEnableServiceLinks()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secretsShouldBeReferences(DeployedService given) {
    List<String> secrets =
        given.service().settings().stream().filter(Setting::secret).map(Setting::variable).toList();

    List<EnvVar> referenced =
        given.container().getEnv().stream()
            .filter(env -> env.getValueFrom().getSecretKeyRef() != null)
            .toList();

    assertThat(referenced.stream().map(EnvVar::getName))
        .containsExactlyInAnyOrderElementsOf(secrets);
    assertThat(referenced)
        .allSatisfy(
            env ->
                assertThat(env.getValueFrom().getSecretKeyRef().getKey()).isEqualTo(env.getName()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void peerShouldBeTheNameOfItsHeadlessService(DeployedService given) {
    HostAndPort peer = given.value(given.service().peer());
    Service service = given.overlay().find(Service.class, peer.host()).orElseThrow();
    Workload workload = given.overlay().selectedBy(service.getSpec().getSelector()).get(0);

    assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
    assertThat(workload.name()).isNotEqualTo(given.workload().name());
    assertThat(service.getSpec().getPorts())
        .singleElement()
        .satisfies(port -> assertThat(port.getPort()).isEqualTo(peer.port()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probesShouldUseThePathsOfTheManagementServer(DeployedService given) throws Exception {
    // given
    Container container = given.container();
    List<Probe> live = List.of(container.getStartupProbe(), container.getLivenessProbe());
    Probe ready = container.getReadinessProbe();

    // then
    assertThat(live)
        .allSatisfy(p -> assertThat(p.getHttpGet().getPath()).isEqualTo("/health/live"));
    assertThat(ready.getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(Stream.concat(live.stream(), Stream.of(ready)))
        .allSatisfy(p -> assertThat(p.getHttpGet().getPort().getStrVal()).isEqualTo("management"))
        .allSatisfy(p -> assertThat(p.getHttpGet().getScheme()).isNull())
        // A dependency that does not respond is waited for one second.
        .allSatisfy(p -> assertThat(p.getTimeoutSeconds()).isGreaterThan(1));
    assertThat(statusOf(live.get(0).getHttpGet().getPath())).isEqualTo(200);
    assertThat(statusOf(ready.getHttpGet().getPath())).as("still starting").isEqualTo(503);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void annotationsShouldHaveTheAddressOfTheMetrics(DeployedService given) throws Exception {
    Map<String, String> annotations = given.workload().template().getMetadata().getAnnotations();

    assertThat(annotations)
        .containsEntry("prometheus.io/scrape", "true")
        .containsEntry(
            "prometheus.io/port",
            given.value(given.service().ports().get("management")).toString());
    assertThat(statusOf(annotations.get("prometheus.io/path"))).isEqualTo(200);
  }

  private static int statusOf(String path) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      ManagementServer server =
          ManagementServer.open(vertx, "probed", "127.0.0.1", 0, List.of())
              .await(20, TimeUnit.SECONDS);
      URI address = URI.create("http://127.0.0.1:" + server.port() + path);
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gracePeriodShouldBeLongerThanPauseAndStop(DeployedService given) {
    Duration pause =
        Duration.ofSeconds(given.container().getLifecycle().getPreStop().getSleep().getSeconds());
    Duration stop =
        given
            .value(HttpSettings.DRAIN_SECONDS)
            .plus(given.value(GrpcSettings.DRAIN_SECONDS))
            .plus(STOP_AFTER_APIS);

    assertThat(pause).isPositive();
    assertThat(Duration.ofSeconds(given.workload().pod().getTerminationGracePeriodSeconds()))
        .isGreaterThan(pause.plus(stop));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void imageShouldBeThatOfTheServiceWithATag(DeployedService given) {
    assertThat(given.container().getImage())
        .startsWith("flightwatch/" + given.service().name() + ":")
        .doesNotEndWith(":latest");
  }
}
