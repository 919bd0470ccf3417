package dev.flightwatch.standalone.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An overlay as kustomize renders it, except that generated names have no hash. */
record Overlay(String name, List<HasMetadata> objects) {
  static final Path ROOT = Path.of(System.getProperty("flightwatch.home"), "kubernetes");

  /** Returns both overlays, as parameters of tests. */
  static Stream<Overlay> all() {
    return Stream.of("local", "production").map(Overlay::named);
  }

  static Overlay named(String name) {
    return new Overlay(name, new Rendering().of(ROOT.resolve("overlays/" + name)));
  }

  <T extends HasMetadata> Stream<T> each(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast);
  }

  <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
    return each(type).filter(object -> object.getMetadata().getName().equals(name)).findFirst();
  }

  /** The pods of a Deployment or a StatefulSet, with its name. */
  record Workload(String name, PodTemplateSpec template) {
    Map<String, String> labels() {
      return template.getMetadata().getLabels();
    }

    PodSpec pod() {
      return template.getSpec();
    }

    List<Container> containers() {
      return Stream.of(pod().getInitContainers(), pod().getContainers())
          .flatMap(List::stream)
          .toList();
    }

    List<Integer> ports() {
      return containers().stream()
          .flatMap(container -> container.getPorts().stream())
          .map(port -> port.getContainerPort())
          .toList();
    }
  }

  Stream<Workload> workloads() {
    return Stream.concat(
        each(Deployment.class)
            .map(d -> new Workload(d.getMetadata().getName(), d.getSpec().getTemplate())),
        each(StatefulSet.class)
            .map(s -> new Workload(s.getMetadata().getName(), s.getSpec().getTemplate())));
  }

  List<Workload> selectedBy(Map<String, String> labels) {
    return workloads()
        .filter(workload -> workload.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  List<Workload> selectedBy(LabelSelector selector) {
    if (!selector.getMatchExpressions().isEmpty()) {
      throw new IllegalArgumentException("only selection by labels is supported");
    }
    return selectedBy(Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()));
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Rendering {
    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final List<HasMetadata> generated = new ArrayList<>();

    List<HasMetadata> of(Path folder) {
      add(folder);
      return Stream.concat(documents.values().stream().map(StrictYaml::object), generated.stream())
          .toList();
    }

    private void add(Path folder) {
      Kustomization kustomization = StrictYaml.kustomization(folder);
      kustomization.resources().stream().map(folder::resolve).forEach(this::addResource);
      kustomization.patches().forEach(patch -> patch(folder.resolve(patch.path())));
      documents.values().forEach(document -> tag(document, kustomization.images()));
      kustomization
          .configMapGenerator()
          .forEach(
              map ->
                  generated.add(
                      new ConfigMapBuilder()
                          .withNewMetadata()
                          .withName(map.name())
                          .endMetadata()
                          .withData(pairs(map))
                          .build()));
      kustomization
          .secretGenerator()
          .forEach(
              secret ->
                  generated.add(
                      new SecretBuilder()
                          .withNewMetadata()
                          .withName(secret.name())
                          .endMetadata()
                          .withStringData(pairs(secret))
                          .build()));
    }

    private static Map<String, String> pairs(Kustomization.Generator generator) {
      return generator.literals().stream()
          .map(literal -> literal.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private void addResource(Path path) {
      if (path.toFile().isDirectory()) {
        add(path);
        return;
      }
      for (ObjectNode document : StrictYaml.documents(path)) {
        if (documents.putIfAbsent(identity(document), document) != null) {
          throw new IllegalArgumentException(identity(document) + " is defined twice");
        }
      }
    }

    private static String identity(JsonNode document) {
      return document.path("kind").asText() + " " + document.path("metadata").path("name").asText();
    }

    private void patch(Path file) {
      for (ObjectNode patch : StrictYaml.documents(file)) {
        ObjectNode target = documents.get(identity(patch));
        if (target == null) {
          throw new IllegalArgumentException(file + " has no target: " + identity(patch));
        }
        merge(target, patch);
      }
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
      patch
          .properties()
          .forEach(
              field -> {
                JsonNode known = target.path(field.getKey());
                if (known instanceof ObjectNode object
                    && field.getValue() instanceof ObjectNode change) {
                  merge(object, change);
                } else if (known instanceof ArrayNode list && isNamed(list)) {
                  field.getValue().forEach(item -> mergeByName(list, (ObjectNode) item));
                } else {
                  target.set(field.getKey(), field.getValue());
                }
              });
    }

    private static boolean isNamed(ArrayNode list) {
      return !list.isEmpty() && list.get(0).has("name");
    }

    private static void mergeByName(ArrayNode list, ObjectNode item) {
      for (JsonNode known : list) {
        if (known.path("name").equals(item.path("name"))) {
          merge((ObjectNode) known, item);
          return;
        }
      }
      list.add(item);
    }

    private static void tag(ObjectNode document, List<Kustomization.Image> images) {
      for (JsonNode container : document.at("/spec/template/spec/containers")) {
        images.stream()
            .filter(image -> image.name().equals(container.path("image").asText()))
            .forEach(
                image ->
                    ((ObjectNode) container).put("image", image.name() + ":" + image.newTag()));
      }
    }
  }
}
