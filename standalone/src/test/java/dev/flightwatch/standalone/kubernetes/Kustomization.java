package dev.flightwatch.standalone.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kustomization.yaml: the fields that ours use, and no others. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Patch> patches,
    List<Image> images,
    List<Generator> configMapGenerator,
    List<Generator> secretGenerator) {

  Kustomization {
    resources = orNone(resources);
    patches = orNone(patches);
    images = orNone(images);
    configMapGenerator = orNone(configMapGenerator);
    secretGenerator = orNone(secretGenerator);
  }

  record Patch(String path) {}

  record Image(String name, String newTag) {}

  record Generator(String name, List<String> literals) {}

  private static <T> List<T> orNone(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }

  /** All files and folders that it names. */
  List<String> named() {
    return Stream.concat(resources.stream(), patches.stream().map(Patch::path)).toList();
  }
}
