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

/** What stands in both databases of a running {@code bin/flightwatch}, past its doors. */
final class StoredState implements AutoCloseable {
  private final Connection postgres;
  private final Vertx vertx = Vertx.vertx();
  private final MongoClient mongo;

  /** A user's own document in MongoDB. */
  record Following(String userId, List<String> airports) {}

  private StoredState(Connection postgres, String mongoUrl) {
    this.postgres = postgres;
    this.mongo =
        MongoClient.create(
            vertx, new JsonObject().put("connection_string", mongoUrl).put("db_name", "flight_db"));
  }

  static StoredState of(FlightwatchProcess process, Path data) throws SQLException, IOException {
    URI postgres = process.door("PostgreSQL");
    String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
    return new StoredState(
        DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/postgres".formatted(postgres.getHost(), postgres.getPort()),
            "flightwatch",
            password),
        "mongodb://" + process.door("MongoDB").getAuthority() + "/");
  }

  /** The ids of the users by their addresses. */
  Map<String, String> users() {
    return pairs("select email, id::text from users");
  }

  /** The outcomes of the registration requests by their ids; GONE after the user's deletion. */
  Map<String, String> requests() {
    return pairs("select request_id, coalesce(outcome, 'GONE') from registration_requests");
  }

  /** The ids of the deleted users whom the data collector has not confirmed yet. */
  Set<String> outbox() {
    return Set.copyOf(
        pairs("select message_id::text, user_id::text from deletion_outbox").values());
  }

  private Map<String, String> pairs(String query) {
    Map<String, String> found = new HashMap<>();
    try (Statement statement = postgres.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
    return found;
  }

  /** The living interests by address: all of them, also of those who are two. */
  Map<String, List<Following>> interests() {
    return mongo.find("interests", new JsonObject().putNull("deleted_at")).await().stream()
        .collect(
            Collectors.groupingBy(
                document -> document.getString("email"),
                Collectors.mapping(StoredState::following, Collectors.toList())));
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
