package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References between the manifests lead to existing objects. */
class WiringTest {
  private static final Path DOCUMENT = Overlay.ROOT.resolveSibling("docs/kubernetes.md");

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void servicesShouldTargetPortsOfTheSelectedPods(Overlay overlay) {
    assertThat(overlay.each(Service.class))
        .allSatisfy(
            service ->
                assertThat(overlay.selectedBy(service.getSpec().getSelector()))
                    .singleElement()
                    .satisfies(
                        workload ->
                            assertThat(service.getSpec().getPorts())
                                .allSatisfy(port -> assertTargets(port, workload))));
  }

  /** A headless service maps no ports, so both ports are equal. */
  private static void assertTargets(ServicePort port, Workload workload) {
    ContainerPort target =
        workload.containers().stream()
            .flatMap(container -> container.getPorts().stream())
            .filter(known -> known.getName().equals(port.getTargetPort().getStrVal()))
            .findFirst()
            .orElseThrow();
    assertThat(port.getPort()).isEqualTo(target.getContainerPort());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void podsShouldHaveTheLabelsThatTheirWorkloadsSelect(Overlay overlay) {
    Stream<LabelSelector> selectors =
        Stream.concat(
            overlay.each(Deployment.class).map(d -> d.getSpec().getSelector()),
            overlay.each(StatefulSet.class).map(s -> s.getSpec().getSelector()));

    assertThat(selectors.map(overlay::selectedBy)).allSatisfy(pods -> assertThat(pods).hasSize(1));
    assertThat(overlay.each(StatefulSet.class))
        .allSatisfy(
            set ->
                assertThat(overlay.find(Service.class, set.getSpec().getServiceName()))
                    .isPresent());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void onlyAutoscalersShouldSetTheNumberOfReplicas(Overlay overlay) {
    List<Deployment> scaled =
        overlay
            .each(HorizontalPodAutoscaler.class)
            .map(scaler -> scaler.getSpec())
            .peek(spec -> assertThat(spec.getMinReplicas()).isLessThan(spec.getMaxReplicas()))
            .map(spec -> spec.getScaleTargetRef())
            .peek(target -> assertThat(target.getKind()).isEqualTo("Deployment"))
            .peek(target -> assertThat(target.getApiVersion()).isEqualTo("apps/v1"))
            .map(target -> overlay.find(Deployment.class, target.getName()).orElseThrow())
            .toList();

    assertThat(scaled).containsExactlyInAnyOrderElementsOf(overlay.each(Deployment.class).toList());
    assertThat(scaled).allSatisfy(d -> assertThat(d.getSpec().getReplicas()).isNull());
    assertThat(overlay.each(PodDisruptionBudget.class))
        .hasSameSizeAs(scaled)
        .allSatisfy(
            budget -> assertThat(overlay.selectedBy(budget.getSpec().getSelector())).hasSize(1));
  }

  private static Stream<SecretKeySelector> secretKeys(Overlay overlay) {
    return overlay
        .workloads()
        .flatMap(workload -> workload.containers().stream())
        .flatMap(container -> container.getEnv().stream())
        .flatMap(env -> Stream.ofNullable(env.getValueFrom()))
        .map(EnvVarSource::getSecretKeyRef)
        .filter(key -> key != null);
  }

  @Test
  void localSecretsShouldHaveTheReferencedKeys() {
    Overlay local = Overlay.named("local");

    assertThat(secretKeys(local).filter(key -> !Boolean.TRUE.equals(key.getOptional())))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(local.find(Secret.class, key.getName()))
                    .hasValueSatisfying(
                        secret -> assertThat(secret.getStringData()).containsKey(key.getKey())));
  }

  @Test
  void productionShouldContainNoSecrets() throws Exception {
    Overlay production = Overlay.named("production");
    String document = Files.readString(DOCUMENT);

    assertThat(production.each(Secret.class)).isEmpty();
    assertThat(secretKeys(production))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(document)
                    .contains("| `%s` | `%s` |".formatted(key.getName(), key.getKey())));
  }
}
