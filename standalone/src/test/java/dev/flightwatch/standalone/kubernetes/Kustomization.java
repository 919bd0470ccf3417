package dev.flightwatch.standalone.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A kustomization.yaml with the fields that the repository uses; other fields are rejected. */
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
    resources = orEmpty(resources);
    patches = orEmpty(patches);
    images = orEmpty(images);
    configMapGenerator = orEmpty(configMapGenerator);
    secretGenerator = orEmpty(secretGenerator);
  }

  record Patch(String path) {}

  record Image(String name, String newTag) {}

  record Generator(String name, List<String> literals) {}

  private static <T> List<T> orEmpty(List<T> list) {
    return Optional.ofNullable(list).orElse(List.of());
  }

  /** Returns all files and folders that it references. */
  List<String> references() {
    return Stream.concat(resources.stream(), patches.stream().map(Patch::path)).toList();
  }
}
