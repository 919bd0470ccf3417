package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.toolkit.config.Config;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The embedded databases, one for each database without a configured URL. All methods block. */
final class EmbeddedDatabases implements AutoCloseable {
  private final Optional<EmbeddedPostgresServer> postgres;
  private final Optional<EmbeddedMongoServer> mongo;

  private EmbeddedDatabases(
      Optional<EmbeddedPostgresServer> postgres, Optional<EmbeddedMongoServer> mongo) {
    this.postgres = requireNonNull(postgres);
    this.mongo = requireNonNull(mongo);
  }

  /**
   * Starts them in parallel.
   *
   * @param folder the folder of their files; empty for databases in memory or temporary files
   */
  static EmbeddedDatabases start(Config config, Optional<Path> folder) {
    CompletableFuture<EmbeddedPostgresServer> postgres =
        startIf(
            config.get(StandaloneSettings.DATABASE_URL).isEmpty(),
            () ->
                folder
                    .map(f -> EmbeddedPostgresServer.start(f.resolve("postgres")))
                    .orElseGet(EmbeddedPostgresServer::startEphemeral));
    CompletableFuture<EmbeddedMongoServer> mongo =
        startIf(
            config.get(StandaloneSettings.MONGO_URL).isEmpty(),
            () ->
                folder
                    .map(f -> EmbeddedMongoServer.start(f.resolve("mongo")))
                    .orElseGet(EmbeddedMongoServer::startEphemeral));
    try {
      CompletableFuture.allOf(postgres, mongo).join();
      return new EmbeddedDatabases(
          Optional.ofNullable(postgres.join()), Optional.ofNullable(mongo.join()));
    } catch (CompletionException e) {
      closeIfStarted(postgres);
      closeIfStarted(mongo);
      throw e.getCause() instanceof EmbeddedServerException known ? known : e;
    }
  }

  private static <T> CompletableFuture<T> startIf(boolean needed, Supplier<T> start) {
    return needed ? CompletableFuture.supplyAsync(start) : CompletableFuture.completedFuture(null);
  }

  private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> started) {
    started
        .handle((server, failure) -> Optional.ofNullable(server))
        .join()
        .ifPresent(EmbeddedDatabases::close);
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new EmbeddedServerException("An embedded database did not stop: " + e, e);
    }
  }

  Optional<String> postgresUrl() {
    return postgres.map(EmbeddedPostgresServer::url);
  }

  Optional<String> mongoUrl() {
    return mongo.map(EmbeddedMongoServer::url);
  }

  @Override
  public void close() {
    mongo.ifPresent(EmbeddedDatabases::close);
    postgres.ifPresent(EmbeddedDatabases::close);
  }
}
