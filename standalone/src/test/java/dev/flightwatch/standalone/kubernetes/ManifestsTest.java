package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Privileges, references and network policies of both overlays. */
class ManifestsTest {
  private static final Path DOCUMENT = Overlay.ROOT.resolveSibling("docs/kubernetes.md");

  private static final String DNS =
      "all > [{\"kubernetes.io/metadata.name\":\"kube-system\"}, {\"k8s-app\":\"kube-dns\"}]:53";
  private static final List<String> INGRESS =
      List.of(
          "[{\"flightwatch.dev/callers\":\"true\"}] > user-manager:5000",
          "[{\"flightwatch.dev/callers\":\"true\"}] > data-collector:5001",
          "[{\"flightwatch.dev/monitoring\":\"true\"}] > user-manager:5100",
          "[{\"flightwatch.dev/monitoring\":\"true\"}] > data-collector:5101",
          "[{\"flightwatch.dev/callers\":\"true\"}] > gateway:8080",
          "[{\"flightwatch.dev/monitoring\":\"true\"}] > gateway:5180",
          "[gateway] > user-manager:5000",
          "[gateway] > data-collector:5001",
          "[data-collector] > user-manager:50051",
          "[user-manager] > data-collector:50052");
  private static final List<String> EGRESS =
      List.of(
          DNS,
          DNS,
          "user-manager > [data-collector]:50052",
          "data-collector > [user-manager]:50051",
          "data-collector > 0.0.0.0/0:443",
          "gateway > [user-manager]:5000",
          "gateway > [data-collector]:5001");

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  static Stream<Workload> workloads() {
    return Overlay.all().flatMap(Overlay::workloads);
  }

  @Test
  void overlaysShouldUseEveryFile() throws IOException {
    try (Stream<Path> files = Files.walk(Overlay.ROOT)) {
      assertThat(overlays().flatMap(overlay -> overlay.files().stream()).distinct())
          .containsExactlyInAnyOrderElementsOf(
              files.filter(file -> file.toString().endsWith(".yaml")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void podShouldHaveTheLeastPrivileges(Workload workload) {
    JsonNode pod = workload.pod();

    assertThat(pod.path("containers")).hasSize(1);
    assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.at("/securityContext/runAsGroup").asInt()).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(Stream.of("hostNetwork", "hostPID", "hostIPC", "hostPath", "initContainers"))
        .allSatisfy(field -> assertThat(pod.findValues(field)).as(field).isEmpty());
    // Equal, because a container can override the settings of its pod.
    assertThat(workload.container().get("securityContext").toString())
        .isEqualTo(
            "{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,"
                + "\"capabilities\":{\"drop\":[\"ALL\"]}}");
    assertThat(workload.overlay().get("Namespace", "flightwatch").at("/metadata/labels").toString())
        .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void containerShouldHaveResourcesAndABoundedWritableFolder(Workload workload) {
    JsonNode resources = workload.container().path("resources");

    assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
    assertThat(resources.at("/requests/memory").asText())
        .isNotEmpty()
        .isEqualTo(resources.at("/limits/memory").asText());
    assertThat(workload.container().at("/volumeMounts").findValuesAsText("mountPath"))
        .contains(workload.name().equals("prometheus") ? "/prometheus" : "/tmp");
    assertThat(workload.pod().findValues("emptyDir"))
        .isNotEmpty()
        .allMatch(folder -> folder.has("sizeLimit"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void selectorsShouldSelectTheirPods(Overlay overlay) {
    assertThat(Stream.of("Deployment", "StatefulSet", "PodDisruptionBudget").flatMap(overlay::each))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            object ->
                assertThat(overlay.selected(object.at("/spec/selector/matchLabels")))
                    .containsExactly(object.at("/metadata/name").asText()));
    assertThat(overlay.each("StatefulSet").map(set -> set.at("/spec/serviceName").asText()))
        .allSatisfy(name -> assertThat(overlay.get("Service", name)).isNotNull());
  }

  /** A headless service maps no ports, so the ports of all services equal those of the pods. */
  @ParameterizedTest
  @MethodSource("overlays")
  void servicesShouldTargetPortsOfTheirPods(Overlay overlay) {
    Set<String> open =
        overlay
            .workloads()
            .flatMap(w -> ports(w.name(), w.container(), "name", "containerPort"))
            .collect(Collectors.toSet());

    assertThat(overlay.each("Service").map(service -> service.get("spec")))
        .allSatisfy(
            service -> {
              List<String> pods = overlay.selected(service.get("selector"));
              assertThat(pods).hasSize(1);
              assertThat(open)
                  .containsAll(ports(pods.get(0), service, "targetPort", "port").toList());
            });
  }

  /** A headless Service has no name until a pod is ready, and DNS servers may remember that. */
  @ParameterizedTest
  @MethodSource("overlays")
  void onlyServicesThatListReplicasShouldBeHeadless(Overlay overlay) {
    assertThat(
            overlay
                .each("Service")
                .filter(service -> service.at("/spec/clusterIP").asText().equals("None"))
                .map(service -> service.at("/metadata/name").asText()))
        .isNotEmpty()
        .allMatch(
            name -> name.matches("(user-manager|data-collector|gateway)-(grpc|management|pods)"));
  }

  @Test
  void ingressShouldLeadToTheGatewayByTls() {
    Overlay production = new Overlay("production");
    JsonNode ingress = production.get("Ingress", "gateway").get("spec");
    JsonNode backend = ingress.at("/rules/0/http/paths/0/backend/service");

    assertThat(production.get("Service", backend.path("name").asText()).at("/spec/ports/0/name"))
        .isEqualTo(backend.at("/port/name"));
    assertThat(ingress.at("/tls/0/hosts/0")).isEqualTo(ingress.at("/rules/0/host"));
    assertThat(ingress.path("rules")).hasSize(1);
    String publicUrl = "https://" + ingress.at("/rules/0/host").asText();
    assertThat(production.generated("ConfigMap", "user-manager"))
        .containsEntry("PUBLIC_URL", publicUrl);
    assertThat(production.generated("ConfigMap", "gateway")).containsEntry("PUBLIC_URL", publicUrl);
    assertThat(production.generated("ConfigMap", "data-collector"))
        .containsEntry("PUBLIC_URL", publicUrl)
        .containsEntry("AUTH_REQUIRED", "true");
  }

  private static Stream<String> ports(String pods, JsonNode owner, String name, String number) {
    return Overlay.each(owner.path("ports")).map(p -> pods + " " + p.get(name) + p.get(number));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void onlyAutoscalersShouldSetTheNumberOfReplicasOfServices(Overlay overlay) {
    List<String> withoutNumber =
        overlay
            .each("Deployment")
            .filter(deployment -> !deployment.get("spec").has("replicas"))
            .map(deployment -> deployment.at("/metadata/name").asText())
            .toList();

    assertThat(withoutNumber)
        .containsExactlyInAnyOrder("user-manager", "data-collector", "gateway");
    assertThat(
            overlay
                .each("HorizontalPodAutoscaler")
                .map(scaler -> scaler.at("/spec/scaleTargetRef/name").asText()))
        .containsExactlyInAnyOrderElementsOf(withoutNumber);
    assertThat(overlay.each("HorizontalPodAutoscaler").map(scaler -> scaler.get("spec")))
        .allMatch(spec -> spec.get("minReplicas").asInt() < spec.get("maxReplicas").asInt());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void secretsShouldExistLocallyAndBeDocumentedForProduction(Overlay overlay) throws IOException {
    String document = Files.readString(DOCUMENT);
    List<JsonNode> keys =
        overlay.workloads().flatMap(w -> w.pod().findValues("secretKeyRef").stream()).toList();

    assertThat(overlay.each("Secret")).isEmpty();
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(
            key -> {
              String name = key.get("name").asText();
              String value = key.get("key").asText();
              if (overlay.toString().equals("production")) {
                assertThat(document).contains("| `%s` | `%s` |".formatted(name, value));
                assertThat(overlay.generated("Secret", name)).isEmpty();
              } else if (!key.path("optional").asBoolean()) {
                assertThat(overlay.generated("Secret", name)).containsKey(value);
              }
            });
  }

  /** Every connection that the policies allow; the databases of production are outside. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | [user-manager] > user-db:5432; [data-collector] > data-db:27017;"
            + " [prometheus] > user-manager:5100; [prometheus] > data-collector:5101;"
            + " [prometheus] > gateway:5180"
            + "| user-manager > [user-db]:5432; data-collector > [data-db]:27017;"
            + " prometheus > [user-manager]:5100; prometheus > [data-collector]:5101;"
            + " prometheus > [gateway]:5180",
        "production | '' | user-manager > 192.0.2.0/24:5432; user-manager > 192.0.2.0/24:6379;"
            + " data-collector > 192.0.2.0/24:27017; data-collector > 192.0.2.0/24:6379"
      })
  void policiesShouldAllowTheNeededConnectionsOnly(String name, String ingress, String egress) {
    Overlay overlay = new Overlay(name);
    List<String> into = allowed(overlay, "Ingress", "from", "%2$s > %1$s:%3$s");
    List<String> out = allowed(overlay, "Egress", "to", "%s > %s:%s");

    assertThat(into).containsExactlyInAnyOrderElementsOf(and(INGRESS, ingress));
    assertThat(out).containsExactlyInAnyOrderElementsOf(and(EGRESS, egress));
    // Prometheus has no login: only kubectl port-forward, which no policy denies, reaches it.
    assertThat(into.stream().map(connection -> connection.split(" > ")[1]).distinct())
        .containsExactlyInAnyOrderElementsOf(
            overlay
                .workloads()
                .flatMap(ManifestsTest::openPorts)
                .filter(port -> !port.equals("prometheus:9090"))
                .toList());
    assertThat(overlay.get("NetworkPolicy", "default-deny").get("spec").toString())
        .isEqualTo("{\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]}");
  }

  private static List<String> and(List<String> both, String more) {
    return Stream.concat(both.stream(), Stream.of(more.split("; ")).filter(s -> !s.isEmpty()))
        .toList();
  }

  private static Stream<String> openPorts(Workload workload) {
    return workload.container().path("ports").findValuesAsText("containerPort").stream()
        .map(port -> workload.name() + ":" + port);
  }

  private static List<String> allowed(Overlay overlay, String type, String peers, String form) {
    List<String> connections = new ArrayList<>();
    for (JsonNode policy : overlay.each("NetworkPolicy").map(p -> p.get("spec")).toList()) {
      JsonNode labels = policy.at("/podSelector/matchLabels");
      Object pods = labels.isEmpty() ? "all" : overlay.selected(labels).get(0);
      for (JsonNode rule : policy.path(type.toLowerCase(Locale.ROOT))) {
        assertThat(policy.get("policyTypes").toString()).contains(type);
        // A rule without peers or without ports allows all of them.
        assertThat(List.of(rule.path(peers), rule.path("ports"))).noneMatch(JsonNode::isEmpty);
        for (JsonNode peer : rule.path(peers)) {
          for (JsonNode port : rule.path("ports")) {
            connections.add(form.formatted(pods, described(overlay, peer), port.get("port")));
          }
        }
      }
    }
    return connections;
  }

  private static Object described(Overlay overlay, JsonNode peer) {
    if (peer.has("ipBlock")) {
      return peer.at("/ipBlock/cidr").asText();
    }
    return peer.has("namespaceSelector")
        ? peer.findValues("matchLabels")
        : overlay.selected(peer.at("/podSelector/matchLabels"));
  }
}
