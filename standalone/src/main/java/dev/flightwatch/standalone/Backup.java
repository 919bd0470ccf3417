package dev.flightwatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.usermanager.postgres.DatabaseCopy;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip file with the data of both embedded databases. The copy of MongoDB is made first: users who
 * are deleted meanwhile are reconciled after a restore, because PostgreSQL's copy has no such user.
 * All methods block.
 */
record Backup(Path file) {
  private static final String DESCRIPTION = "backup.json";
  private static final String TABLES = "postgres/";
  private static final String STORE = "mongo.mvstore";
  private static final int FORMAT = 1;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /**
   * Writes the file.
   *
   * @param storeCopy a zip file with a copy of the MongoDB-compatible server's file
   * @param postgresUrl where the users are
   * @throws ConfigException when the file exists
   */
  void write(Path storeCopy, String postgresUrl, Clock clock) throws IOException, SQLException {
    requireAbsent(file, "name another file");
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        ZipOutputStream zip =
            new ZipOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
        DatabaseCopy users = DatabaseCopy.open(postgres(postgresUrl))) {
      zip.putNextEntry(new ZipEntry(DESCRIPTION));
      zip.write(description(users.version(), clock).encodePrettily().getBytes(UTF_8));
      for (String table : users.tables()) {
        zip.putNextEntry(new ZipEntry(TABLES + table));
        users.write(table, zip);
      }
      zip.putNextEntry(new ZipEntry(STORE));
      copyStore(storeCopy, zip);
      zip.finish();
      zip.flush();
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static JsonObject description(String schema, Clock clock) {
    return JsonObject.of("format", FORMAT, "schema", schema)
        .put("created_at", clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private static void copyStore(Path storeCopy, ZipOutputStream zip) throws IOException {
    try (ZipInputStream store = new ZipInputStream(Files.newInputStream(storeCopy))) {
      store.getNextEntry();
      store.transferTo(zip);
    }
  }

  private static PostgresOptions postgres(String url) {
    return PostgresOptions.of(PostgresUrl.parse(URI.create(url)), 1, DEADLINE);
  }

  /**
   * Creates the databases in a folder that has none. An interrupted restore changes nothing.
   *
   * @throws ConfigException when there are databases, or the file is no backup
   */
  void restore(Path folder) throws IOException, SQLException {
    List<Path> databases = List.of(folder.resolve("mongo"), folder.resolve("postgres"));
    for (Path database : databases) {
      requireAbsent(database, "move the directory away, or set FLIGHTWATCH_DATA to another one");
    }
    Path restoring = folder.resolve("restoring");
    DataFolder.deleteTree(restoring);
    try (ZipFile zip = open()) {
      restoreUsers(zip, restoring.resolve("postgres"));
      try (InputStream store = zip.getInputStream(zip.getEntry(STORE))) {
        EmbeddedMongoServer.restore(restoring.resolve("mongo"), store);
      }
    }
    EmbeddedMongoServer.start(restoring.resolve("mongo")).close();
    for (Path database : databases) {
      Files.move(restoring.resolve(database.getFileName()), database);
    }
    DataFolder.deleteTree(restoring);
  }

  private ZipFile open() throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      if (zip.getEntry(DESCRIPTION) != null && zip.getEntry(STORE) != null) {
        return zip;
      }
      zip.close();
    } catch (ZipException e) {
      throw notABackup();
    }
    throw notABackup();
  }

  private ConfigException notABackup() {
    return new ConfigException(List.of(file + " is not a backup of Flightwatch"));
  }

  private void restoreUsers(ZipFile zip, Path folder) throws IOException, SQLException {
    String schema = schema(zip);
    Files.createDirectories(folder.getParent());
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(folder);
        DatabaseCopy users = DatabaseCopy.create(postgres(server.url()), schema)) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().startsWith(TABLES)).toList()) {
        try (InputStream rows = zip.getInputStream(entry)) {
          users.read(entry.getName().substring(TABLES.length()), rows);
        }
      }
      users.commit();
    }
  }

  private String schema(ZipFile zip) throws IOException {
    try (InputStream text = zip.getInputStream(zip.getEntry(DESCRIPTION))) {
      JsonObject description = new JsonObject(new String(text.readAllBytes(), UTF_8));
      String schema = description.getString("schema");
      if (description.getInteger("format") != FORMAT || !DatabaseCopy.isKnown(schema)) {
        throw new ConfigException(
            List.of(file + " was made by a newer version; restore it with that version"));
      }
      return schema;
    } catch (DecodeException | NullPointerException | ClassCastException e) {
      throw notABackup();
    }
  }

  private static void requireAbsent(Path path, String advice) {
    if (Files.exists(path)) {
      throw new ConfigException(List.of(path + " exists; " + advice));
    }
  }
}
