package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every container of every pod, including the databases, has the least privileges. */
class PodSecurityTest {
  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  static Stream<Workload> workloads() {
    return Overlay.all().flatMap(Overlay::workloads);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void namespaceShouldEnforceRestrictedPods(Overlay overlay) {
    assertThat(overlay.each(Namespace.class))
        .singleElement()
        .satisfies(
            namespace ->
                assertThat(namespace.getMetadata().getLabels())
                    .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void podShouldRunAsUserIdWithoutServiceAccountToken(Workload workload) {
    PodSecurityContext context = workload.pod().getSecurityContext();

    assertThat(workload.pod().getAutomountServiceAccountToken()).isFalse();
    assertThat(context.getRunAsNonRoot()).isTrue();
    assertThat(context.getRunAsUser()).isPositive();
    assertThat(context.getRunAsGroup()).isPositive();
    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(
            Stream.of(
                workload.pod().getHostNetwork(),
                workload.pod().getHostPID(),
                workload.pod().getHostIPC()))
        .containsOnlyNulls();
    assertThat(workload.pod().getVolumes())
        .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void containersShouldHaveNoPrivilegesAndReadOnlyFilesystem(Workload workload) {
    assertThat(workload.containers()).isNotEmpty().allSatisfy(PodSecurityTest::assertRestricted);
  }

  private static void assertRestricted(Container container) {
    SecurityContext context = container.getSecurityContext();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isEmpty();
    // The container must not override the settings of the pod.
    assertThat(
            Stream.of(
                context.getPrivileged(),
                context.getRunAsNonRoot(),
                context.getRunAsUser(),
                context.getRunAsGroup(),
                context.getSeccompProfile()))
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void containersShouldHaveRequestsAndMemoryLimit(Workload workload) {
    assertThat(workload.containers())
        .allSatisfy(
            container -> {
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getResources().getLimits())
                  .containsEntry("memory", container.getResources().getRequests().get("memory"));
            });
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void mountsShouldHaveVolumes(Overlay overlay) {
    List<String> claims =
        overlay
            .each(StatefulSet.class)
            .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
            .map(PersistentVolumeClaim::getMetadata)
            .map(metadata -> metadata.getName())
            .toList();

    assertThat(overlay.workloads())
        .allSatisfy(
            workload -> {
              List<VolumeMount> mounts =
                  workload.containers().stream()
                      .flatMap(c -> c.getVolumeMounts().stream())
                      .toList();
              assertThat(mounts.stream().map(VolumeMount::getMountPath)).contains("/tmp");
              assertThat(
                      Stream.concat(
                          claims.stream(),
                          workload.pod().getVolumes().stream().map(Volume::getName)))
                  .containsAll(mounts.stream().map(VolumeMount::getName).toList());
            });
  }
}
