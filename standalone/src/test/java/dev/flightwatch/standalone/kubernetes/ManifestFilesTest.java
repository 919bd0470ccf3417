package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestFilesTest {
  private static final String KUSTOMIZATION = "kustomization.yaml";

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean isKustomization(Path file) {
    return file.endsWith(KUSTOMIZATION);
  }

  static Stream<Path> manifests() throws IOException {
    return files(Overlay.ROOT).stream().filter(file -> !isKustomization(file));
  }

  static Stream<Path> kustomizedFolders() throws IOException {
    return files(Overlay.ROOT).stream()
        .filter(ManifestFilesTest::isKustomization)
        .map(Path::getParent);
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void manifestShouldHaveOnlyFieldsOfItsKind(Path file) {
    // when
    var objects = StrictYaml.documents(file).stream().map(StrictYaml::object).toList();

    // then
    assertThat(file.toString()).endsWith(".yaml");
    assertThat(objects).isNotEmpty();
    assertThat(objects)
        .allSatisfy(object -> assertThat(object.getMetadata().getName()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("kustomizedFolders")
  void kustomizationShouldReferenceEveryFileInItsFolder(Path folder) throws IOException {
    // given
    Kustomization kustomization = StrictYaml.kustomization(folder);

    // when
    List<Path> referenced =
        kustomization.references().stream().map(name -> folder.resolve(name).normalize()).toList();

    // then
    assertThat(kustomization.kind()).isEqualTo("Kustomization");
    assertThat(kustomization.apiVersion()).isEqualTo("kustomize.config.k8s.io/v1beta1");
    assertThat(referenced).doesNotHaveDuplicates();
    assertThat(referenced.stream().filter(Files::isRegularFile))
        .containsExactlyInAnyOrderElementsOf(
            files(folder).stream().filter(file -> !isKustomization(file)).toList());
    assertThat(referenced.stream().filter(path -> !Files.isRegularFile(path)))
        .allSatisfy(path -> assertThat(path.resolve(KUSTOMIZATION)).exists());
  }

  @Test
  void overlaysShouldHaveWorkloads() {
    assertThat(Overlay.all()).allSatisfy(overlay -> assertThat(overlay.workloads()).isNotEmpty());
  }
}
