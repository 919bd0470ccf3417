package dev.flightwatch.standalone.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads YAML as strictly as Kubernetes: unknown fields, duplicate keys and values of the wrong type
 * fail.
 */
final class StrictYaml {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.of(
              ConfigMap.class,
              Deployment.class,
              HorizontalPodAutoscaler.class,
              Namespace.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              Secret.class,
              Service.class,
              StatefulSet.class)
          .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .annotationIntrospector(new NoAnySetter())
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  Stream.of(
                          CoercionInputShape.Boolean,
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .build();

  private StrictYaml() {}

  /** Disables the setters with which the models silently collect unknown fields. */
  private static final class NoAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static Kustomization kustomization(Path folder) {
    Path file = folder.resolve("kustomization.yaml");
    List<ObjectNode> documents = documents(file);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(file + " must have one document");
    }
    return read(documents.get(0), Kustomization.class);
  }

  static List<ObjectNode> documents(Path file) {
    try (var documents = MAPPER.readerFor(ObjectNode.class).<ObjectNode>readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the Kubernetes object of a document; a patch is a partial object. */
  static HasMetadata object(ObjectNode document) {
    Class<? extends HasMetadata> type = KINDS.get(document.path("kind").asText());
    if (type == null) {
      throw new IllegalArgumentException("kind is not one of " + KINDS.keySet() + ": " + document);
    }
    if (!HasMetadata.getApiVersion(type).equals(document.path("apiVersion").asText())) {
      throw new IllegalArgumentException(
          "apiVersion is not " + HasMetadata.getApiVersion(type) + ": " + document);
    }
    return read(document, type);
  }

  private static <T> T read(JsonNode document, Class<T> type) {
    try {
      return MAPPER.treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getMessage() + " in " + document, e);
    }
  }
}
