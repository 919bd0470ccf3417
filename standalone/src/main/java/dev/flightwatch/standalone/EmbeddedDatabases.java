package dev.flightwatch.standalone;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.toolkit.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The embedded databases, one for each database without a configured URL. All methods block. */
record EmbeddedDatabases(
    Optional<EmbeddedPostgresServer> postgres, Optional<EmbeddedMongoServer> mongo)
    implements AutoCloseable {
  EmbeddedDatabases {
    requireNonNull(postgres);
    requireNonNull(mongo);
  }

  /**
   * Starts them in parallel.
   *
   * @param folder the folder of their files; empty for databases in memory or temporary files
   */
  static EmbeddedDatabases start(Config config, Optional<Path> folder) {
    CompletableFuture<Optional<EmbeddedPostgresServer>> postgres =
        startUnless(
            config.get(StandaloneSettings.DATABASE_URL),
            () ->
                folder
                    .map(f -> EmbeddedPostgresServer.start(f.resolve("postgres")))
                    .orElseGet(EmbeddedPostgresServer::startEphemeral));
    CompletableFuture<Optional<EmbeddedMongoServer>> mongo =
        startUnless(
            config.get(StandaloneSettings.MONGO_URL),
            () ->
                folder
                    .map(f -> EmbeddedMongoServer.start(f.resolve("mongo")))
                    .orElseGet(EmbeddedMongoServer::startEphemeral));
    try {
      return new EmbeddedDatabases(postgres.join(), mongo.join());
    } catch (CompletionException e) {
      new EmbeddedDatabases(emptyOnFailure(postgres), emptyOnFailure(mongo)).close();
      throw e.getCause() instanceof EmbeddedServerException known ? known : e;
    }
  }

  private static <T> CompletableFuture<Optional<T>> startUnless(
      Optional<URI> configured, Supplier<T> start) {
    return CompletableFuture.supplyAsync(
        () -> configured.isPresent() ? Optional.empty() : Optional.of(start.get()));
  }

  private static <T> Optional<T> emptyOnFailure(CompletableFuture<Optional<T>> started) {
    return started.exceptionally(failure -> Optional.empty()).join();
  }

  @Override
  public void close() {
    mongo.ifPresent(EmbeddedMongoServer::close);
    postgres.ifPresent(EmbeddedPostgresServer::close);
  }
}
