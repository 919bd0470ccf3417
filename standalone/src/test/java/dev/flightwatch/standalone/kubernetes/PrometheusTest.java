package dev.flightwatch.standalone.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.flightwatch.standalone.kubernetes.Overlay.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration of Prometheus, which Docker Compose shares, agrees with the local overlay. */
class PrometheusTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Overlay overlay = new Overlay("local");
  private final Map<String, String> files = overlay.generated("ConfigMap", "prometheus");

  private static JsonNode compose() throws IOException {
    Path file = Overlay.ROOT.resolveSibling("docker/docker-compose.yml");
    return YAML.readTree(file.toFile()).path("services");
  }

  @Test
  void podShouldRunTheImageOfDockerComposeWithTheFilesOfTheConfiguration() throws IOException {
    Workload prometheus =
        overlay.workloads().filter(w -> w.name().equals("prometheus")).findFirst().orElseThrow();
    JsonNode rules = YAML.readTree(files.get("prometheus.yml")).path("rule_files");

    assertThat(prometheus.container().path("image")).isEqualTo(compose().at("/prometheus/image"));
    assertThat(prometheus.object().at("/spec/replicas").asInt()).isOne();
    assertThat(prometheus.pod().at("/volumes/0/configMap/name").asText()).isEqualTo("prometheus");
    assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(files).containsKey(rule.asText()));
  }

  /** The names resolve to all replicas, ready or not. */
  @ParameterizedTest
  @CsvSource({"0, user-manager", "1, data-collector", "2, gateway"})
  void jobShouldScrapeEveryReplicaOfItsService(int job, String service) throws IOException {
    JsonNode jobs = YAML.readTree(files.get("prometheus.yml")).path("scrape_configs");
    JsonNode targets = jobs.path(job).at("/dns_sd_configs/0");
    String name = targets.at("/names/0").asText();
    JsonNode spec = overlay.get("Service", name).get("spec");

    assertThat(jobs).hasSize(3);
    assertThat(jobs.path(job).path("job_name").asText()).isEqualTo(service);
    assertThat(targets.path("type").asText()).isEqualTo("A");
    assertThat(spec.path("clusterIP").asText()).isEqualTo("None");
    assertThat(spec.path("publishNotReadyAddresses").asBoolean()).isTrue();
    assertThat(spec.at("/ports/0/port").asInt()).isEqualTo(targets.path("port").asInt());
    assertThat(overlay.selected(spec.get("selector"))).isEqualTo(List.of(service));
    assertThat(compose().path(service).at("/networks/app-network/aliases"))
        .extracting(JsonNode::asText)
        .containsExactly(name);
  }
}
