package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedVertxTest {
  private static final JsonObject NAMES =
      JsonObject.of("otel_service_name", "things", "node_name", "rack-7");

  /** Returns the lines of a new instance with a gauge that names a service itself. */
  private static List<String> lines(JsonObject json) throws Exception {
    Vertx vertx = ObservedVertx.builder(new VertxOptions(), json, "given").build();
    try {
      Meters.of(vertx).gauge("test_ready", "Ready", () -> 0, "service", "own");
      Meters.of(vertx).gauge("test_ready", "Ready", () -> 1, "service", "own");
      return Meters.of(vertx).text().lines().filter(line -> !line.startsWith("#")).toList();
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void everyLineShouldNameTheConfiguredServiceAndNode() throws Exception {
    assertThat(lines(NAMES))
        .hasSizeGreaterThan(20)
        .contains("test_ready{node=\"rack-7\",service=\"own\"} 1.0")
        .filteredOn(line -> !line.startsWith("test_ready{"))
        .allSatisfy(line -> assertThat(line).contains("node=\"rack-7\"", "service=\"things\""));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void everyLineShouldNameTheGivenServiceAndTheHostWhenNoneIsConfigured() throws Exception {
    Process uname = new ProcessBuilder("uname", "-n").start();
    String host = new String(uname.getInputStream().readAllBytes()).strip();

    assertThat(lines(new JsonObject().put("other_key", "ignored")))
        .contains("test_ready{node=\"" + host + "\",service=\"own\"} 1.0")
        .filteredOn(line -> line.startsWith("process_uptime_seconds"))
        .allSatisfy(line -> assertThat(line).contains(host, "service=\"given\""))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "dev.things.ThingManagerVerticle, thing-manager",
    "dev.things.ThingManagerHttpVerticle -cluster -instances 2, thing-manager-http",
    "-cluster -conf conf/Things.json dev.things.Main, main",
    "ThingsVerticle, things",
    "-conf {}, vertx"
  })
  void serviceNameShouldBeThatOfTheVerticle(String arguments, String expected) {
    assertThat(VertxRun.serviceName(List.of(arguments.split(" ")))).isEqualTo(expected);
  }
}
