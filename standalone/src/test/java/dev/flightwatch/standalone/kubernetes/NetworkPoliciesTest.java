package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only connections that the services need are allowed, as egress and as ingress. */
class NetworkPoliciesTest {
  private static final Set<String> BETWEEN_SERVICES =
      Set.of("user-manager > data-collector:50052", "data-collector > user-manager:50051");
  private static final Set<String> TO_DATABASES =
      Set.of("user-manager > user-db:5432", "data-collector > data-db:27017");

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  /** Returns the policies that select one workload, not those that select all pods. */
  private static Stream<NetworkPolicy> ofOneWorkload(Overlay overlay) {
    return overlay
        .each(NetworkPolicy.class)
        .filter(policy -> policy.getSpec().getPodSelector().getMatchLabels() != null)
        .filter(policy -> !policy.getSpec().getPodSelector().getMatchLabels().isEmpty());
  }

  private static Workload selected(Overlay overlay, NetworkPolicy policy) {
    List<Workload> selected = overlay.selectedBy(policy.getSpec().getPodSelector());
    assertThat(selected).as(policy.getMetadata().getName()).hasSize(1);
    return selected.get(0);
  }

  private static Stream<String> connections(
      Overlay overlay, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, String form) {
    assertThat(ports).isNotEmpty();
    return peers.stream()
        .filter(peer -> peer.getPodSelector() != null)
        .peek(peer -> assertThat(peer.getNamespaceSelector()).isNull())
        .flatMap(peer -> overlay.selectedBy(peer.getPodSelector()).stream())
        .flatMap(
            pods -> ports.stream().map(p -> form.formatted(pods.name(), p.getPort().getIntVal())));
  }

  private static Set<String> egress(Overlay overlay) {
    return ofOneWorkload(overlay)
        .flatMap(
            policy ->
                policy.getSpec().getEgress().stream()
                    .flatMap(
                        rule ->
                            connections(
                                overlay,
                                rule.getTo(),
                                rule.getPorts(),
                                selected(overlay, policy).name() + " > %s:%d")))
        .collect(Collectors.toSet());
  }

  private static Set<String> ingress(Overlay overlay) {
    return ofOneWorkload(overlay)
        .flatMap(
            policy ->
                policy.getSpec().getIngress().stream()
                    .flatMap(
                        rule ->
                            connections(
                                overlay,
                                rule.getFrom(),
                                rule.getPorts(),
                                "%s > " + selected(overlay, policy).name() + ":%d")))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void connectionsShouldBeDeniedByDefault(Overlay overlay) {
    NetworkPolicy denyAll = overlay.find(NetworkPolicy.class, "default-deny").orElseThrow();

    assertThat(denyAll.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(denyAll.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
    assertThat(denyAll.getSpec().getIngress()).isEmpty();
    assertThat(denyAll.getSpec().getEgress()).isEmpty();
    assertThat(overlay.each(NetworkPolicy.class).flatMap(p -> p.getSpec().getIngress().stream()))
        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    assertThat(overlay.each(NetworkPolicy.class).flatMap(p -> p.getSpec().getEgress().stream()))
        .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
  }

  @Test
  void localOverlayShouldAllowPeersAndDatabases() {
    Set<String> expected =
        Stream.of(BETWEEN_SERVICES, TO_DATABASES).flatMap(Set::stream).collect(Collectors.toSet());

    assertThat(egress(Overlay.named("local"))).isEqualTo(expected);
    assertThat(ingress(Overlay.named("local"))).isEqualTo(expected);
  }

  @Test
  void productionOverlayShouldAllowPeers() {
    assertThat(egress(Overlay.named("production"))).isEqualTo(BETWEEN_SERVICES);
    assertThat(ingress(Overlay.named("production"))).isEqualTo(BETWEEN_SERVICES);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void ingressShouldBeToPortsOfThePods(Overlay overlay) {
    assertThat(ofOneWorkload(overlay))
        .allSatisfy(
            policy ->
                assertThat(selected(overlay, policy).ports())
                    .containsAll(
                        policy.getSpec().getIngress().stream()
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(port -> port.getPort().getIntVal())
                            .toList()));
  }

  /** Ingress from outside the cluster has no egress policy to compare it with. */
  @ParameterizedTest
  @MethodSource("overlays")
  void everyPortOfAPodShouldHaveIngress(Overlay overlay) {
    assertThat(overlay.workloads())
        .allSatisfy(
            workload ->
                assertThat(
                        ofOneWorkload(overlay)
                            .filter(policy -> selected(overlay, policy).equals(workload))
                            .flatMap(policy -> policy.getSpec().getIngress().stream())
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(port -> port.getPort().getIntVal()))
                    .containsExactlyInAnyOrderElementsOf(workload.ports()));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void onlyTheDataCollectorShouldReachTheInternetAndOnlyByHttps(Overlay overlay) {
    assertThat(
            ofOneWorkload(overlay)
                .flatMap(
                    policy ->
                        policy.getSpec().getEgress().stream()
                            .filter(rule -> includesInternet(rule.getTo()))
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(
                                port ->
                                    selected(overlay, policy).name()
                                        + ":"
                                        + port.getPort().getIntVal())))
        .containsExactly("data-collector:443");
  }

  private static boolean includesInternet(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .anyMatch(peer -> peer.getIpBlock() != null && peer.getIpBlock().getCidr().endsWith("/0"));
  }
}
