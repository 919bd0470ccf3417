package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.time.Duration;

/** Sends single commands to the databases, each on a new connection. */
final class DatabaseCommands {
  private final Vertx vertx;
  private final BenchDatabases databases;

  DatabaseCommands(Vertx vertx, BenchDatabases databases) {
    this.vertx = requireNonNull(vertx);
    this.databases = requireNonNull(databases);
  }

  /** Returns the number in the first row of the result; 0 if there is no row. */
  long sql(String statement) throws Exception {
    PostgresUrl url = PostgresUrl.parse(URI.create(databases.postgresUrl()));
    Pool pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(1))
            .connectingTo(PostgresOptions.of(url, 1, Duration.ofSeconds(30)).connect())
            .using(vertx)
            .build();
    return BlockingFutures.await(
        pool.query(statement)
            .execute()
            .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0))
            .eventually(pool::close));
  }

  /** Returns the reply to a MongoDB command. */
  JsonObject mongo(String database, String name, JsonObject command) throws Exception {
    MongoClient client =
        MongoClient.create(
            vertx,
            new JsonObject()
                .put("connection_string", databases.mongoUrl())
                .put("db_name", database));
    return BlockingFutures.await(client.runCommand(name, command).eventually(client::close));
  }

  /** Returns the versions and origins of the databases, without secrets. */
  String describe() throws Exception {
    long postgres = sql("select current_setting('server_version_num')::bigint");
    String mongo =
        mongo("admin", "buildInfo", new JsonObject().put("buildInfo", 1)).getString("version");
    return "PostgreSQL %d.%d %s, %s"
        .formatted(
            postgres / 10_000,
            postgres % 10_000,
            databases.isPostgresGiven() ? "of DATABASE_URL" : "embedded",
            databases.isMongoGiven()
                ? "MongoDB " + mongo + " of MONGO_URL"
                : "embedded MongoDB-compatible server");
  }
}
