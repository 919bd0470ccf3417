package dev.flightwatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.PasswordReset;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The commands on the data of the embedded databases, whether Flightwatch runs or not. They block.
 */
record DataCommands(Config config, Path folder) {
  /** A copy of 100 GB takes less. */
  private static final Duration COPY_TIMEOUT = Duration.ofMinutes(30);

  private static final Duration RESET_TIMEOUT = Duration.ofMinutes(1);

  /** Where the embedded databases are, in this process or in the one that uses the folder. */
  private record Databases(String postgres, String mongo, Optional<EmbeddedDatabases> started)
      implements AutoCloseable {
    @Override
    public void close() {
      started.ifPresent(EmbeddedDatabases::close);
    }
  }

  private Databases open() {
    Path postgres = folder.resolve("postgres");
    Path mongo = folder.resolve("mongo");
    if (Files.notExists(postgres) || Files.notExists(mongo)) {
      throw new ConfigException(
          List.of(folder + " has no data; FLIGHTWATCH_DATA sets the directory"));
    }
    if (DataFolder.isInUse(postgres)) {
      return new Databases(
          EmbeddedPostgresServer.urlOfRunning(postgres),
          EmbeddedMongoServer.urlOfRunning(mongo),
          Optional.empty());
    }
    EmbeddedDatabases started = EmbeddedDatabases.start(config, Optional.of(folder));
    return new Databases(
        started.postgres().orElseThrow().url(),
        started.mongo().orElseThrow().url(),
        Optional.of(started));
  }

  private void requireEmbedded(String command) {
    if (config.get(StandaloneSettings.DATABASE_URL).isPresent()
        || config.get(StandaloneSettings.MONGO_URL).isPresent()) {
      throw new ConfigException(
          List.of(
              "DATABASE_URL and MONGO_URL must not be set with "
                  + command
                  + ", which is for the embedded databases; use pg_dump and mongodump"));
    }
  }

  /** Copies both databases to a new file. */
  void backup(Path file) throws IOException, SQLException, TimeoutException {
    requireEmbedded("backup");
    Vertx vertx = Vertx.vertx();
    try (Databases databases = open()) {
      Path copy = copyStore(vertx, databases.mongo());
      try {
        new Backup(file).write(copy, databases.postgres(), Clock.systemUTC());
      } finally {
        Files.deleteIfExists(copy);
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    System.out.printf("Backup written to %s, %,d bytes.%n", file, Files.size(file));
  }

  private static Path copyStore(Vertx vertx, String url) throws TimeoutException {
    MongoClient client =
        MongoClient.create(vertx, JsonObject.of("connection_string", url, "db_name", "admin"));
    return client
        .runCommand("copyStore", JsonObject.of("copyStore", 1))
        .map(copied -> Path.of(copied.getString("file")))
        .await(COPY_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Replaces a user's password by the first line of standard input, without an echo. */
  void setPassword(String address) throws IOException, TimeoutException {
    EmailAddress email =
        EmailAddress.parse(address)
            .orElseThrow(() -> new ConfigException(List.of("EMAIL " + EmailAddress.RULE)));
    String password = readPassword();
    Vertx vertx = Vertx.vertx();
    boolean found;
    try {
      found =
          config.get(StandaloneSettings.DATABASE_URL).isPresent()
              ? reset(vertx, new JsonObject(), email, password)
              : resetEmbedded(vertx, email, password);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    if (!found) {
      throw new ConfigException(List.of("no user has the address " + email.value()));
    }
    System.out.println(
        "The password is replaced. All sessions and personal tokens of the user have ended.");
  }

  private static String readPassword() throws IOException {
    Console console = System.console();
    if (console != null) {
      return new String(console.readPassword("New password: "));
    }
    String line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private boolean resetEmbedded(Vertx vertx, EmailAddress email, String password)
      throws TimeoutException {
    try (Databases databases = open()) {
      return reset(vertx, JsonObject.of("database_url", databases.postgres()), email, password);
    }
  }

  private static boolean reset(
      Vertx vertx, JsonObject userManager, EmailAddress email, String password)
      throws TimeoutException {
    return PasswordReset.run(vertx, userManager, email, password)
        .await(RESET_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Creates both databases from a file. */
  void restore(Path file) throws IOException, SQLException {
    requireEmbedded("restore");
    if (!Files.isReadable(file)) {
      throw new ConfigException(List.of(file + " is not a readable file"));
    }
    new Backup(file).restore(folder);
    System.out.printf("Restored %s to %s. Start bin/flightwatch to use it.%n", file, folder);
  }
}
