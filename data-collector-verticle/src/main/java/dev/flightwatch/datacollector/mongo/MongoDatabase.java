package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.trace.ClientSpans;
import dev.flightwatch.toolkit.trace.ClientSpans.DatabaseOperation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientDeleteResult;
import io.vertx.ext.mongo.MongoClientUpdateResult;
import io.vertx.ext.mongo.UpdateOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to MongoDB that the stores of a process share. Each operation has one deadline,
 * which includes the wait for a connection. Failures of the driver become {@link
 * ServiceException}s: UNAVAILABLE or INTERNAL, see {@link MongoFailures}.
 */
public final class MongoDatabase {
  private static final Logger log = LoggerFactory.getLogger(MongoDatabase.class);

  /** On disk at a majority of the servers: an acknowledged write survives the loss of a server. */
  static final JsonObject WRITE_CONCERN = new JsonObject().put("w", "majority").put("j", true);

  private final MongoClient client;
  private final String name;
  private final Duration deadline;
  private final AtomicBoolean isUnavailable = new AtomicBoolean();

  /**
   * @param name the server and database, for log lines
   */
  MongoDatabase(MongoClient client, String name, Duration deadline) {
    this.client = requireNonNull(client);
    this.name = requireNonNull(name);
    this.deadline = requireNonNull(deadline);
  }

  /**
   * The options of the connection.
   *
   * @param url mongodb://host:port/, followed by MongoDB's own options after a question mark
   * @param name name of the database
   * @param poolSize maximum number of connections
   * @param deadline time limit of one operation
   */
  public record Options(URI url, String name, int poolSize, Duration deadline) {
    /** Returns the servers and the database, without credentials. */
    public String shown() {
      String authority = url.getRawAuthority();
      return authority.substring(authority.lastIndexOf('@') + 1) + "/" + name;
    }
  }

  /**
   * Opens the database. Connections are opened when they are needed, and reopened when lost.
   *
   * @throws ConfigException when the URL is not valid
   */
  public static MongoDatabase open(Vertx vertx, Options options) {
    JsonObject config =
        MongoTls.connection(options.url())
            .put("db_name", options.name())
            .put("maxPoolSize", options.poolSize())
            .put("waitQueueTimeoutMS", 4_000)
            .put("serverSelectionTimeoutMS", 4_000)
            .put("heartbeatFrequencyMS", 2_000)
            .put("connectTimeoutMS", 4_000)
            // Closes connections that no longer receive anything, before they fill the pool.
            .put("socketTimeoutMS", options.deadline().toMillis())
            .put("w", WRITE_CONCERN.getString("w"))
            .put("journal", WRITE_CONCERN.getBoolean("j"));
    return new MongoDatabase(
        client(vertx, config, "mongo " + options.shown()), options.shown(), options.deadline());
  }

  private static MongoClient client(Vertx vertx, JsonObject config, String pool) {
    try {
      return MongoClient.createShared(vertx, config, pool);
    } catch (IllegalArgumentException e) {
      // The message may contain the whole URL.
      throw new ConfigException(
          List.of(
              "MONGO_URL is not valid: it must be mongodb://host:port/ with MongoDB's options, and"
                  + " its TLS files must be PEM files"));
    }
  }

  /**
   * Runs one operation within the deadline, as a span of the active trace, if there is one.
   *
   * @param command name of the operation
   */
  <T> Future<T> run(String command, String collection, Function<MongoClient, Future<T>> operation) {
    DatabaseOperation span = new DatabaseOperation("mongodb", command, collection);
    return ClientSpans.around(span, () -> operation.apply(client))
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(done -> markAvailable())
        .recover(failure -> Future.failedFuture(converted(command + " " + collection, failure)));
  }

  Future<Void> createIndex(String collection, JsonObject keys) {
    return run("createIndexes", collection, c -> c.createIndex(collection, keys));
  }

  /** Creates an index of the documents that have the field. */
  Future<Void> createPartialIndex(String collection, String field) {
    IndexOptions present =
        new IndexOptions()
            .partialFilterExpression(JsonObject.of(field, JsonObject.of("$exists", true)));
    JsonObject keys = JsonObject.of(field, 1);
    return run(
        "createIndexes", collection, c -> c.createIndexWithOptions(collection, keys, present));
  }

  Future<List<JsonObject>> find(String collection, JsonObject query, FindOptions options) {
    return run("find", collection, c -> c.findWithOptions(collection, query, options));
  }

  /** Returns the distinct texts in a field. */
  Future<JsonArray> distinct(String collection, String field, JsonObject query) {
    String type = String.class.getName();
    return run("distinct", collection, c -> c.distinctWithQuery(collection, field, type, query));
  }

  Future<MongoClientUpdateResult> update(
      String collection, JsonObject query, JsonObject update, UpdateOptions options) {
    return run(
        "update",
        collection,
        c -> c.updateCollectionWithOptions(collection, query, update, options));
  }

  /** Deletes documents; returns their number. */
  Future<Long> delete(String collection, JsonObject query) {
    return run("delete", collection, c -> c.removeDocuments(collection, query))
        .map(MongoClientDeleteResult::getRemovedCount);
  }

  /** Runs a conditional upsert of one document; returns whether the condition was met. */
  Future<Boolean> upsert(String collection, JsonObject query, JsonObject update) {
    UpdateOptions options = new UpdateOptions().setUpsert(true);
    return upsert(() -> update(collection, query, update, options)).map(Optional::isPresent);
  }

  /**
   * Runs a conditional upsert. An existing document that does not meet the condition causes a
   * duplicate key, and so does one of two concurrent first upserts; therefore the upsert is tried
   * twice.
   *
   * @return empty when the condition is not met
   */
  static <T> Future<Optional<T>> upsert(Supplier<Future<T>> upsert) {
    return upsert
        .get()
        .recover(failure -> ifDuplicate(failure, upsert))
        .map(Optional::of)
        .recover(failure -> ifDuplicate(failure, () -> Future.succeededFuture(Optional.empty())));
  }

  private static <T> Future<T> ifDuplicate(Throwable failure, Supplier<Future<T>> alternative) {
    return MongoFailures.isDuplicateKey(failure) ? alternative.get() : Future.failedFuture(failure);
  }

  /** Returns the document after a conditional upsert; empty when the condition is not met. */
  Future<Optional<JsonObject>> upserted(String collection, JsonObject query, JsonObject update) {
    UpdateOptions options = new UpdateOptions().setUpsert(true).setReturningNewDocument(true);
    return upsert(() -> findAndModify(collection, query, update, new FindOptions(), options));
  }

  /** Returns a document before or after its update; null when there is none. */
  Future<JsonObject> findAndModify(
      String collection,
      JsonObject query,
      JsonObject update,
      FindOptions find,
      UpdateOptions options) {
    return run(
        "findAndModify",
        collection,
        c -> c.findOneAndUpdateWithOptions(collection, query, update, find, options));
  }

  /** Completes when the server responds. */
  public Future<Void> ping() {
    return run("ping", "server", c -> c.runCommand("ping", JsonObject.of("ping", 1))).mapEmpty();
  }

  public Future<Void> close() {
    return client.close();
  }

  private Throwable converted(String command, Throwable failure) {
    if (MongoFailures.isDuplicateKey(failure)) {
      markAvailable();
      return failure;
    }
    if (failure instanceof MongoException known && MongoFailures.isRefused(known)) {
      markAvailable();
      return refused(command, known);
    }
    if (failure instanceof TimeoutException || failure instanceof MongoException) {
      return markUnavailable(failure);
    }
    return failure;
  }

  /** Without the driver's exception, whose message may contain stored values. */
  private ServiceException refused(String command, MongoException failure) {
    String code = MongoFailures.codeOf(failure);
    log.error(
        "MongoDB at {} refused the command {} with error {}; check that the database user may run"
            + " it and that the server's version supports it",
        name,
        command,
        code);
    return ServiceException.from(
        new IllegalStateException(
            "MongoDB refused the command %s with error %s".formatted(command, code)));
  }

  private ServiceException markUnavailable(Throwable failure) {
    if (isUnavailable.compareAndSet(false, true)) {
      log.warn(
          "MongoDB at {} is unavailable ({}); check the server and MONGO_URL, requests fail until"
              + " it responds",
          name,
          failure.toString());
    }
    return ServiceException.of(
        ErrorKind.UNAVAILABLE, "database_away", "The database is unavailable.", failure);
  }

  private void markAvailable() {
    if (isUnavailable.compareAndSet(true, false)) {
      log.info("MongoDB at {} is available again", name);
    }
  }
}
