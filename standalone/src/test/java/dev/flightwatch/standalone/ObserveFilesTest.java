package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObserveFilesTest {
  static Stream<JsonNode> alerts() {
    return ObserveFiles.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alertShouldBeDescribedAndFireInATest(JsonNode alert) throws IOException {
    String name = alert.path("alert").asText();

    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
    assertThat(Stream.of("/for", "/annotations/summary", "/annotations/description"))
        .allSatisfy(field -> assertThat(alert.at(field).asText()).as(field).isNotBlank());
    assertThat(Files.readString(ObserveFiles.HOME.resolve("docs/observe.md")))
        .contains("`" + name + "`");
    assertThat(ObserveFiles.read("prometheus/alerts_test.yml").findValuesAsText("labels"))
        .anyMatch(labels -> labels.contains("alertname=\"" + name + "\""));
  }

  @Test
  void panelsShouldUseTheProvisionedDataSource() {
    String dataSource =
        ObserveFiles.read("grafana/datasources/prometheus.yml").at("/datasources/0/uid").asText();

    assertThat(ObserveFiles.panels().filter(panel -> panel.has("targets")))
        .isNotEmpty()
        .allMatch(panel -> panel.at("/datasource/uid").asText().equals(dataSource));
  }
}
