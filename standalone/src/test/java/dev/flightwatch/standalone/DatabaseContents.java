package dev.flightwatch.standalone;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The contents of both databases of a running {@code bin/flightwatch}, read without its APIs. */
final class DatabaseContents implements AutoCloseable {
  private final Connection postgres;
  private final Vertx vertx = Vertx.vertx();
  private final MongoClient mongo;

  /** A user's document in MongoDB. */
  record Following(String userId, List<String> airports) {}

  DatabaseContents(String postgresUrl, String mongoUrl) throws SQLException {
    URI url = URI.create(postgresUrl);
    String[] login = url.getUserInfo().split(":", 2);
    String address = "jdbc:postgresql://127.0.0.1:" + url.getPort() + url.getPath();
    postgres = DriverManager.getConnection(address, login[0], login[1]);
    mongo =
        MongoClient.create(
            vertx, new JsonObject().put("connection_string", mongoUrl).put("db_name", "flight_db"));
  }

  static DatabaseContents of(FlightwatchProcess process, Path data)
      throws SQLException, IOException {
    String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
    String postgres = process.server("PostgreSQL").getAuthority();
    return new DatabaseContents(
        "postgresql://flightwatch:%s@%s/postgres".formatted(password, postgres),
        "mongodb://" + process.server("MongoDB-compatible server").getAuthority() + "/");
  }

  /** Returns the ids of the users by address. */
  Map<String, String> users() {
    return pairs("select email, id::text from users");
  }

  /** Returns the outcomes of the registration requests by id; GONE after the user's deletion. */
  Map<String, String> requests() {
    return pairs("select request_id, coalesce(outcome, 'GONE') from registration_requests");
  }

  /** Returns the ids of the deleted users that the data collector has not confirmed yet. */
  Set<String> outbox() {
    return Set.copyOf(
        pairs("select message_id::text, user_id::text from deletion_outbox").values());
  }

  /** Lets a personal access token expire. */
  void expireToken(String id) throws SQLException {
    try (Statement statement = postgres.createStatement()) {
      statement.executeUpdate("update tokens set expires_at = now() where id = '" + id + "'");
    }
  }

  private Map<String, String> pairs(String query) {
    Map<String, String> found = new HashMap<>();
    try (Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        if (found.put(rows.getString(1), rows.getString(2)) != null) {
          throw new AssertionError(rows.getString(1) + " is duplicated in " + query);
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
    return found;
  }

  /** Returns the active documents by address; an address may have several. */
  Map<String, List<Following>> interests() {
    return mongo.find("interests", new JsonObject().putNull("deleted_at")).await().stream()
        .collect(
            Collectors.groupingBy(
                document -> document.getString("email"),
                Collectors.mapping(DatabaseContents::following, Collectors.toList())));
  }

  private static Following following(JsonObject document) {
    return new Following(
        document.getString("_id"),
        document.getJsonArray("airports", new JsonArray()).stream()
            .map(String.class::cast)
            .toList());
  }

  @Override
  public void close() throws SQLException {
    postgres.close();
    vertx.close().await();
  }
}
