package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that alerts and panels are described. */
class ObserveFilesTest {
  static Stream<JsonNode> alerts() {
    return ObserveFiles.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alertShouldHaveADescription(JsonNode alert) {
    assertThat(alert.path("for").asText()).isNotBlank();
    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
    assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
    assertThat(alert.at("/annotations/description").asText()).isNotBlank();
    assertThat(ObserveFiles.page()).contains("`" + ObserveFiles.name(alert) + "`");
  }

  @Test
  void alertsShouldAllFireInTheirTests() {
    // when
    List<String> names = ObserveFiles.alerts().map(ObserveFiles::name).toList();

    // then
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ObserveFiles.tested()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void rowsShouldBeDescribed() {
    // when
    List<String> rows =
        ObserveFiles.panels()
            .filter(panel -> panel.path("type").asText().equals("row"))
            .map(row -> row.path("title").asText())
            .toList();

    // then
    assertThat(rows).isNotEmpty();
    assertThat(rows).allSatisfy(row -> assertThat(ObserveFiles.page()).contains(row));
  }

  @Test
  void panelsShouldUseTheProvisionedDataSource() {
    // when
    List<JsonNode> querying =
        ObserveFiles.panels().filter(panel -> !panel.path("targets").isEmpty()).toList();

    // then
    assertThat(querying).isNotEmpty();
    assertThat(querying)
        .allSatisfy(
            panel -> {
              assertThat(panel.path("description").asText()).isNotBlank();
              assertThat(panel.at("/datasource/uid").asText()).isEqualTo(ObserveFiles.dataSource());
            });
    assertThat(ObserveFiles.panels().map(panel -> panel.path("id").asInt()))
        .doesNotHaveDuplicates();
  }
}
