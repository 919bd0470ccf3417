package dev.flightwatch.example;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.DeploymentChain;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;

/** The service: its settings, its store, its HTTP API, and its management port. */
public final class VisitsVerticle extends VerticleBase {
  static final Settings SETTINGS =
      new Settings(StartSettings.SETTINGS, HttpSettings.API, TlsSettings.SERVER);
  static final Setting<Integer> PORT =
      SETTINGS.add(Setting.port("visits_port", 5090, "Port of the HTTP API."));
  static final Setting<Integer> MANAGEMENT_PORT =
      SETTINGS.add(Setting.port("visits_management_port", 5190, "Port of health and metrics."));
  static final Setting<String> FOLDER =
      SETTINGS.add(Setting.text("visits_folder", "visits", "Folder of the counts."));

  private ManagementServer management;
  private HttpListener http;

  @Override
  public Future<?> start() {
    Config config = Config.load(config(), SETTINGS.all());
    String host = config.get(StartSettings.BIND_ADDRESS);
    VisitStore store = new VisitStore(vertx.fileSystem(), config.get(FOLDER));
    HealthCheck folder = new HealthCheck("folder", true, () -> store.check().mapEmpty());
    var options = HttpSettings.api(vertx, config, "visits http", host, config.get(PORT));
    var endpoints = List.<Endpoint>of(new CountVisitEndpoint(store));
    return ManagementServer.open(
            vertx, "visits", host, config.get(MANAGEMENT_PORT), List.of(folder))
        .onSuccess(opened -> management = opened)
        .compose(v -> HttpApiServer.open(vertx, options, "openapi/visits.yaml", endpoints))
        .onSuccess(opened -> http = opened)
        .compose(v -> DeploymentChain.deploy(vertx, config(), List.of(management.readiness())));
  }

  @Override
  public Future<?> stop() {
    return http.close(Duration.ofSeconds(20)).eventually(() -> management.close(Duration.ZERO));
  }
}
