package dev.flightwatch.standalone;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.launch.GracefulStop;
import dev.flightwatch.toolkit.launch.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.VertxBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the whole system in one JVM; what {@code bin/flightwatch} starts. */
public final class StandaloneMain {
  private static final Logger log = LoggerFactory.getLogger(StandaloneMain.class);
  private static final Duration STOP_BOUND = Duration.ofSeconds(30);

  private StandaloneMain() {}

  public static void main(String[] words) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      start(StandaloneArguments.parse(words), begun);
    } catch (ConfigException e) {
      StartFailure.print(e);
      StartFailure.exit();
    } catch (EmbeddedServerException e) {
      StartFailure.print(
          new IllegalStateException(e.getMessage() + " (FLIGHTWATCH_DATA says where)"));
      StartFailure.exit();
    }
  }

  private static void start(StandaloneArguments arguments, long begun) throws InterruptedException {
    Config config = StandaloneSettings.load();
    if (arguments.emulator() && config.get(StandaloneSettings.MONGO_URL).isPresent()) {
      throw new ConfigException(
          List.of(
              "MONGO_URL must not be set with --emulator, whose flights are kept apart in an"
                  + " embedded database"));
    }
    VertxBuilder vertx = Flightwatch.vertx();
    Optional<Path> folder = folder(arguments, config);
    log.info("Starting, data {}", folder.map(Path::toString).orElse("kept nowhere"));
    CompletableFuture<Supplier<CompletableFuture<?>>> stop = new CompletableFuture<>();
    // A process that is told to end while it starts ends when it has started.
    GracefulStop.install(STOP_BOUND, () -> stop.thenCompose(Supplier::get));
    EmbeddedDatabases databases = EmbeddedDatabases.start(config, folder);
    if (arguments.onlyDatabases()) {
      stop.complete(() -> CompletableFuture.runAsync(databases::close));
      Greeting.databases(databases);
      // Their threads may all be daemons (they are on Java 25), which keep no process alive.
      new CountDownLatch(1).await();
      return;
    }
    Flightwatch flightwatch = new Flightwatch(vertx.build(), config, databases);
    try {
      Optional<OpenSkyEmulator> emulator = emulator(flightwatch, arguments);
      await(flightwatch.startServices());
      stop.complete(() -> stopped(flightwatch, databases));
      Greeting.ready(
          flightwatch.ports(), emulator, folder, Duration.ofNanos(System.nanoTime() - begun));
    } catch (ExecutionException e) {
      stopped(flightwatch, databases).join();
      StartFailure.print(e.getCause());
      StartFailure.exit();
    }
  }

  private static Optional<Path> folder(StandaloneArguments arguments, Config config) {
    Path data = Path.of(config.get(StandaloneSettings.DATA)).toAbsolutePath().normalize();
    return arguments.ephemeral()
        ? Optional.empty()
        : Optional.of(arguments.emulator() ? data.resolve("emulator") : data);
  }

  private static Optional<OpenSkyEmulator> emulator(
      Flightwatch flightwatch, StandaloneArguments arguments)
      throws InterruptedException, ExecutionException {
    return arguments.emulator()
        ? Optional.of(await(flightwatch.startEmulator(arguments.recordings())))
        : Optional.empty();
  }

  private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
    return future.toCompletionStage().toCompletableFuture().get();
  }

  private static CompletableFuture<Void> stopped(
      Flightwatch flightwatch, EmbeddedDatabases databases) {
    return flightwatch
        .stop()
        .toCompletionStage()
        .toCompletableFuture()
        .whenCompleteAsync((v, failure) -> databases.close());
  }
}
