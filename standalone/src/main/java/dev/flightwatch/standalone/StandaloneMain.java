package dev.flightwatch.standalone;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.standalone.StandaloneArguments.Command;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.GracefulStop;
import dev.flightwatch.toolkit.launch.StartFailure;
import io.vertx.core.Future;
import io.vertx.core.VertxBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main class of {@code bin/flightwatch}: runs the whole system in one JVM. */
public final class StandaloneMain {
  private static final Logger log = LoggerFactory.getLogger(StandaloneMain.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private StandaloneMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    long started = System.nanoTime();
    try {
      run(StandaloneArguments.parse(arguments), started);
    } catch (ConfigException | EmbeddedServerException e) {
      StartFailure.print(
          e instanceof ConfigException
              ? e
              : new IllegalStateException(e.getMessage() + "; FLIGHTWATCH_DATA sets the folder"));
      StartFailure.exit();
    } catch (IllegalStateException e) {
      StartFailure.print(e);
      StartFailure.exit();
    }
  }

  private static void run(StandaloneArguments arguments, long started) throws InterruptedException {
    Config config = StandaloneSettings.load();
    if (!EnumSet.of(Command.BACKUP, Command.RESTORE, Command.SET_PASSWORD)
        .contains(arguments.command())) {
      start(arguments, config, started);
      return;
    }
    DataCommands data = new DataCommands(config, folder(arguments, config).orElseThrow());
    try {
      switch (arguments.command()) {
        case BACKUP -> data.backup(Path.of(arguments.operand()));
        case RESTORE -> data.restore(Path.of(arguments.operand()));
        default -> data.setPassword(arguments.operand());
      }
    } catch (ServiceException e) {
      throw new ConfigException(problems(e));
    } catch (IOException | SQLException | TimeoutException e) {
      throw new EmbeddedServerException(
          arguments.command().word() + " failed: " + e.getMessage(), e);
    }
  }

  private static List<String> problems(ServiceException failure) {
    return failure.fields().isEmpty()
        ? List.of(failure.getMessage())
        : failure.fields().stream().map(e -> e.field() + " " + e.message()).toList();
  }

  private static void start(StandaloneArguments arguments, Config config, long started)
      throws InterruptedException {
    requireEmbeddedDatabase(arguments, config);
    VertxBuilder vertx = Flightwatch.vertx();
    Optional<Path> folder = folder(arguments, config);
    log.info("Starting, data folder: {}", folder.map(Path::toString).orElse("none"));
    CompletableFuture<Supplier<CompletableFuture<?>>> stop = new CompletableFuture<>();
    // A stop signal during the start takes effect when the start is complete.
    GracefulStop.install(STOP_TIMEOUT, () -> stop.thenCompose(Supplier::get));
    EmbeddedDatabases databases = EmbeddedDatabases.start(config, folder);
    if (arguments.command() == Command.DATABASES) {
      stop.complete(() -> CompletableFuture.runAsync(databases::close));
      StartupSummary.printDatabases(databases);
      // The databases may have daemon threads only (on Java 25), which do not keep the process
      // running.
      new CountDownLatch(1).await();
      return;
    }
    Flightwatch flightwatch = create(vertx, config, databases);
    try {
      if (arguments.command() == Command.TRANSFER) {
        stop.complete(() -> stop(flightwatch, databases));
        await(flightwatch.transfer(server(arguments.operand())));
        System.exit(0);
      }
      Optional<OpenSkyEmulator> emulator =
          arguments.emulator()
              ? Optional.of(await(flightwatch.startEmulator(arguments.recordings())))
              : Optional.empty();
      await(flightwatch.startServices());
      stop.complete(() -> stop(flightwatch, databases));
      StartupSummary.print(
          flightwatch.ports(), emulator, folder, Duration.ofNanos(System.nanoTime() - started));
    } catch (ExecutionException e) {
      stop(flightwatch, databases).join();
      StartFailure.print(e.getCause());
      StartFailure.exit();
    }
  }

  /** Fails after a stop signal, because Vert.x then starts no more. */
  private static Flightwatch create(
      VertxBuilder vertx, Config config, EmbeddedDatabases databases) {
    try {
      return new Flightwatch(vertx.build(), config, databases);
    } catch (IllegalStateException e) {
      databases.close();
      throw e;
    }
  }

  private static void requireEmbeddedDatabase(StandaloneArguments arguments, Config config) {
    if (config.get(StandaloneSettings.MONGO_URL).isEmpty()) {
      return;
    }
    if (arguments.emulator()) {
      throw new ConfigException(
          List.of(
              "MONGO_URL must not be set with --emulator, whose flights are stored in an embedded"
                  + " database of their own"));
    }
    if (arguments.command() == Command.TRANSFER) {
      throw new ConfigException(
          List.of("MONGO_URL must not be set with transfer, which copies the embedded database"));
    }
    if (arguments.command() == Command.DATABASES
        && config.get(StandaloneSettings.DATABASE_URL).isPresent()) {
      throw new ConfigException(
          List.of(
              "DATABASE_URL and MONGO_URL must not both be set with databases: it has none to run"));
    }
  }

  private static URI server(String url) {
    try {
      return StandaloneSettings.MONGO_URL.reader().apply(url).orElseThrow();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("--to " + e.getMessage()));
    }
  }

  private static Optional<Path> folder(StandaloneArguments arguments, Config config) {
    Path data = Path.of(config.get(StandaloneSettings.DATA)).toAbsolutePath().normalize();
    return arguments.ephemeral()
        ? Optional.empty()
        : Optional.of(arguments.emulator() ? data.resolve("emulator") : data);
  }

  private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
    return future.toCompletionStage().toCompletableFuture().get();
  }

  private static CompletableFuture<Void> stop(
      Flightwatch flightwatch, EmbeddedDatabases databases) {
    return flightwatch
        .stop()
        .toCompletionStage()
        .toCompletableFuture()
        .whenCompleteAsync((v, failure) -> databases.close());
  }
}
