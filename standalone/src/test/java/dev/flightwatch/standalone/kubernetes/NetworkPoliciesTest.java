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

/** Only the peers that talk may talk, and each way is open at both of its ends. */
class NetworkPoliciesTest {
  private static final Set<String> BETWEEN_SERVICES =
      Set.of("user-manager > data-collector:50052", "data-collector > user-manager:50051");
  private static final Set<String> TO_DATABASES =
      Set.of("user-manager > user-db:5432", "data-collector > data-db:27017");

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  /** The pods that a policy is about; those about all pods are not asked here. */
  private static Stream<NetworkPolicy> aboutOne(Overlay overlay) {
    return overlay
        .each(NetworkPolicy.class)
        .filter(policy -> policy.getSpec().getPodSelector().getMatchLabels() != null)
        .filter(policy -> !policy.getSpec().getPodSelector().getMatchLabels().isEmpty());
  }

  private static Workload subject(Overlay overlay, NetworkPolicy policy) {
    List<Workload> selected = overlay.selectedBy(policy.getSpec().getPodSelector());
    assertThat(selected).as(policy.getMetadata().getName()).hasSize(1);
    return selected.get(0);
  }

  private static Stream<String> ways(
      Overlay overlay, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports, String form) {
    assertThat(ports).isNotEmpty();
    return peers.stream()
        .filter(peer -> peer.getPodSelector() != null)
        .peek(peer -> assertThat(peer.getNamespaceSelector()).isNull())
        .flatMap(peer -> overlay.selectedBy(peer.getPodSelector()).stream())
        .flatMap(
            pods -> ports.stream().map(p -> form.formatted(pods.name(), p.getPort().getIntVal())));
  }

  private static Set<String> waysOut(Overlay overlay) {
    return aboutOne(overlay)
        .flatMap(
            policy ->
                policy.getSpec().getEgress().stream()
                    .flatMap(
                        rule ->
                            ways(
                                overlay,
                                rule.getTo(),
                                rule.getPorts(),
                                subject(overlay, policy).name() + " > %s:%d")))
        .collect(Collectors.toSet());
  }

  private static Set<String> waysIn(Overlay overlay) {
    return aboutOne(overlay)
        .flatMap(
            policy ->
                policy.getSpec().getIngress().stream()
                    .flatMap(
                        rule ->
                            ways(
                                overlay,
                                rule.getFrom(),
                                rule.getPorts(),
                                "%s > " + subject(overlay, policy).name() + ":%d")))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingShouldBeAllowedThatIsNotNamed(Overlay overlay) {
    NetworkPolicy none = overlay.find(NetworkPolicy.class, "default-deny").orElseThrow();

    assertThat(none.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(none.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
    assertThat(none.getSpec().getIngress()).isEmpty();
    assertThat(none.getSpec().getEgress()).isEmpty();
    assertThat(overlay.each(NetworkPolicy.class).flatMap(p -> p.getSpec().getIngress().stream()))
        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    assertThat(overlay.each(NetworkPolicy.class).flatMap(p -> p.getSpec().getEgress().stream()))
        .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
  }

  @Test
  void localShouldAllowTheServicesTheirPeerAndTheirDatabase() {
    Set<String> expected =
        Stream.of(BETWEEN_SERVICES, TO_DATABASES).flatMap(Set::stream).collect(Collectors.toSet());

    assertThat(waysOut(Overlay.named("local"))).isEqualTo(expected);
    assertThat(waysIn(Overlay.named("local"))).isEqualTo(expected);
  }

  @Test
  void productionShouldAllowTheServicesTheirPeer() {
    assertThat(waysOut(Overlay.named("production"))).isEqualTo(BETWEEN_SERVICES);
    assertThat(waysIn(Overlay.named("production"))).isEqualTo(BETWEEN_SERVICES);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatIsLetInShouldBePortsThatArePodsOwn(Overlay overlay) {
    assertThat(aboutOne(overlay))
        .allSatisfy(
            policy ->
                assertThat(subject(overlay, policy).ports())
                    .containsAll(
                        policy.getSpec().getIngress().stream()
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(port -> port.getPort().getIntVal())
                            .toList()));
  }

  /**
   * Whoever gets a port wrong here hears so; the way from the outside has no second end to compare.
   */
  @ParameterizedTest
  @MethodSource("overlays")
  void everyPortOfAServiceShouldBeLetInFromSomewhere(Overlay overlay) {
    assertThat(overlay.workloads())
        .allSatisfy(
            workload ->
                assertThat(
                        aboutOne(overlay)
                            .filter(policy -> subject(overlay, policy).equals(workload))
                            .flatMap(policy -> policy.getSpec().getIngress().stream())
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(port -> port.getPort().getIntVal()))
                    .containsExactlyInAnyOrderElementsOf(workload.ports()));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void outsideShouldBeReachedByTheDataCollectorOnTheHttpsPortAlone(Overlay overlay) {
    assertThat(
            aboutOne(overlay)
                .flatMap(
                    policy ->
                        policy.getSpec().getEgress().stream()
                            .filter(rule -> leadsOutside(rule.getTo()))
                            .flatMap(rule -> rule.getPorts().stream())
                            .map(
                                port ->
                                    subject(overlay, policy).name()
                                        + ":"
                                        + port.getPort().getIntVal())))
        .containsExactly("data-collector:443");
  }

  private static boolean leadsOutside(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .anyMatch(peer -> peer.getIpBlock() != null && peer.getIpBlock().getCidr().endsWith("/0"));
  }
}
