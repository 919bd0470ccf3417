package dev.flightwatch.usermanager;

import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** Runs the user manager alone on an embedded database, to try it manually. */
public final class ManualRun {
  private ManualRun() {}

  public static void main(String[] args) {
    EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start(Path.of(args[0]));
    Vertx vertx = Vertx.vertx();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  vertx.close().await();
                  postgres.close();
                }));
    vertx
        .deployVerticle(
            new UserManagerVerticle(),
            new DeploymentOptions().setConfig(new JsonObject().put("database_url", postgres.url())))
        .await();
  }
}
