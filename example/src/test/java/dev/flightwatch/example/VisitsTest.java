package dev.flightwatch.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class VisitsTest {
  @TempDir Path folder;
  private HttpTestClient http;
  private HttpTestClient management;

  @BeforeEach
  void deploy(Vertx vertx) throws Exception {
    JsonObject config =
        JsonObject.of(
            "visits_port", 0, "visits_management_port", 0, "visits_folder", folder.toString());
    vertx
        .deployVerticle(new VisitsVerticle(), new DeploymentOptions().setConfig(config))
        .await(30, TimeUnit.SECONDS);
    http = client(vertx, "visits http");
    management = client(vertx, "visits management");
  }

  private static HttpTestClient client(Vertx vertx, String server) {
    return new HttpTestClient(vertx, ListeningPorts.of(vertx).port(server).orElseThrow());
  }

  @Test
  void countShouldIncreaseWhenPageIsVisitedAgain() throws Exception {
    http.post("/visits?page=home", Map.of(), "");
    assertThat(http.post("/visits?page=home", Map.of(), "").json().getLong("visits")).isEqualTo(2);
  }

  @Test
  void visitShouldBeRejectedWhenPageIsInvalid() throws Exception {
    assertThat(http.post("/visits?page=../x", Map.of(), "").fields()).containsExactly("page");
  }

  @Test
  void serviceShouldBeReadyWhenStarted() throws Exception {
    assertThat(management.get("/health/ready").status()).isEqualTo(200);
  }
}
