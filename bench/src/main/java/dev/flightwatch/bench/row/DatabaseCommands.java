package dev.flightwatch.bench.row;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.floor.PostgresConnection;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;

/** Single commands to the databases, each on a connection of its own. */
final class DatabaseCommands {
  private final Vertx vertx;
  private final Databases databases;

  DatabaseCommands(Vertx vertx, Databases databases) {
    this.vertx = requireNonNull(vertx);
    this.databases = requireNonNull(databases);
  }

  /** The number that a statement gives; 0 when it gives no row. */
  long sql(String statement) throws Exception {
    PostgresUrl url = PostgresUrl.parse(URI.create(databases.postgresUrl()));
    Pool pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(PostgresConnection.options(url))
            .using(vertx)
            .build();
    return Await.result(
        pool.query(statement)
            .execute()
            .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0))
            .eventually(pool::close));
  }

  /** What a command on a database answers. */
  JsonObject mongo(String database, String name, JsonObject command) throws Exception {
    MongoClient client =
        MongoClient.create(
            vertx,
            new JsonObject()
                .put("connection_string", databases.mongoUrl())
                .put("db_name", database));
    return Await.result(client.runCommand(name, command).eventually(client::close));
  }

  /** Versions, and whose they are; nothing that is secret. */
  String describe() throws Exception {
    long postgres = sql("select current_setting('server_version_num')::bigint");
    String mongo =
        mongo("admin", "buildInfo", new JsonObject().put("buildInfo", 1)).getString("version");
    return "PostgreSQL %d.%d %s, MongoDB %s"
        .formatted(
            postgres / 10_000,
            postgres % 10_000,
            databases.isPostgresGiven() ? "of DATABASE_URL" : "embedded",
            databases.isMongoGiven() ? mongo + " of MONGO_URL" : "a stand-in, embedded");
  }
}
