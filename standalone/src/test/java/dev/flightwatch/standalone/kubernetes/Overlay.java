package dev.flightwatch.standalone.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An overlay as kustomize renders it, except that names have no hash and images no tag. */
final class Overlay {
  static final Path ROOT = Path.of(System.getProperty("flightwatch.home"), "kubernetes");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;
  private final Map<String, ObjectNode> identityToObject = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> generated = new HashMap<>();
  private final Set<Path> files = new TreeSet<>();

  Overlay(String name) {
    this.name = name;
    add(ROOT.resolve("overlays/" + name));
  }

  /** Returns both overlays, as parameters of tests. */
  static Stream<Overlay> all() {
    return Stream.of("local", "production").map(Overlay::new);
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private void add(Path path) {
    if (Files.isRegularFile(path)) {
      documents(path).forEach(document -> identityToObject.put(identity(document), document));
      return;
    }
    JsonNode kustomization = documents(path.resolve("kustomization.yaml")).get(0);
    each(kustomization.path("resources")).forEach(file -> add(path.resolve(file.asText())));
    each(kustomization.path("patches"))
        .flatMap(patch -> documents(path.resolve(patch.path("path").asText())).stream())
        .forEach(patch -> merge(identityToObject.get(identity(patch)), patch));
    kustomization.path("configMapGenerator").forEach(map -> generate("ConfigMap", map, path));
    kustomization.path("secretGenerator").forEach(secret -> generate("Secret", secret, path));
  }

  private List<ObjectNode> documents(Path file) {
    files.add(file.normalize());
    try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static String identity(JsonNode document) {
    return document.path("kind").asText() + " " + document.at("/metadata/name").asText();
  }

  /** Merges as kustomize does: lists of named items by name, other lists as a whole. */
  private static void merge(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode known = target.path(field.getKey());
      if (known instanceof ObjectNode object && field.getValue() instanceof ObjectNode change) {
        merge(object, change);
      } else if (known instanceof ArrayNode && known.path(0).has("name")) {
        field.getValue().forEach(item -> merge((ObjectNode) named(known, item), (ObjectNode) item));
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }

  private static JsonNode named(JsonNode list, JsonNode item) {
    return each(list).filter(known -> known.get("name").equals(item.get("name"))).findFirst().get();
  }

  private void generate(String kind, JsonNode generator, Path folder) {
    Map<String, String> values = new HashMap<>();
    for (JsonNode literal : generator.path("literals")) {
      String[] pair = literal.asText().split("=", 2);
      values.put(pair[0], pair[1]);
    }
    for (JsonNode file : generator.path("files")) {
      values.put(file.asText(), text(folder.resolve(file.asText())));
    }
    String name = kind + " " + generator.path("name").asText();
    if (generator.path("behavior").asText().equals("merge")) {
      generated.get(name).putAll(values);
    } else {
      generated.put(name, values);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the used files under {@link #ROOT}. */
  List<Path> files() {
    return files.stream().filter(file -> file.startsWith(ROOT)).toList();
  }

  /** Returns the values of a generated ConfigMap or Secret; empty when there is none. */
  Map<String, String> generated(String kind, String name) {
    return generated.getOrDefault(kind + " " + name, Map.of());
  }

  Stream<JsonNode> each(String kind) {
    return identityToObject.values().stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .map(JsonNode.class::cast);
  }

  JsonNode get(String kind, String name) {
    return identityToObject.get(kind + " " + name);
  }

  /** A Deployment or a StatefulSet, whose pods have one container. */
  record Workload(Overlay overlay, JsonNode object) {
    String name() {
      return object.at("/metadata/name").asText();
    }

    JsonNode pod() {
      return object.at("/spec/template/spec");
    }

    JsonNode container() {
      return pod().at("/containers/0");
    }

    @Override
    public String toString() {
      return name() + " in " + overlay.name;
    }
  }

  Stream<Workload> workloads() {
    return Stream.concat(each("Deployment"), each("StatefulSet")).map(w -> new Workload(this, w));
  }

  /** Returns the names of the workloads whose pods have the labels. */
  List<String> selected(JsonNode labels) {
    return workloads()
        .filter(
            workload ->
                workload
                    .object()
                    .at("/spec/template/metadata/labels")
                    .properties()
                    .containsAll(labels.properties()))
        .map(Workload::name)
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
