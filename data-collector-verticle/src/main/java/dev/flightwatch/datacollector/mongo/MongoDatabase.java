package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to MongoDB that the stores of a process share: every operation has one deadline
 * over waiting for a connection and running, and every failure of the driver becomes one of ours.
 */
public final class MongoDatabase {
  private static final Logger log = LoggerFactory.getLogger(MongoDatabase.class);
  static final int DUPLICATE_KEY = 11_000;

  /** On the disks of a majority: what was answered is not lost with a server. */
  static final JsonObject WRITE_CONCERN = new JsonObject().put("w", "majority").put("j", true);

  private final MongoClient client;
  private final Duration deadline;
  private final AtomicBoolean away = new AtomicBoolean();

  MongoDatabase(MongoClient client, Duration deadline) {
    this.client = requireNonNull(client);
    this.deadline = requireNonNull(deadline);
  }

  /**
   * @param url mongodb://host:port/, with MongoDB's own options behind a question mark
   * @param name the database
   * @param poolSize connections at most
   * @param deadline of one operation
   */
  public record Options(URI url, String name, int poolSize, Duration deadline) {
    public Options {
      requireNonNull(url);
      requireNonNull(name);
      requireNonNull(deadline);
    }

    /** The address without what may be secret. */
    public String shown() {
      String authority = url.getRawAuthority();
      return authority.substring(authority.lastIndexOf('@') + 1) + "/" + name;
    }
  }

  /**
   * Opens the database; connections are made when they are needed, and made again when lost.
   *
   * @throws ConfigException when the address cannot be used
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
            // Gives up connections that died in silence, before they fill the pool.
            .put("socketTimeoutMS", options.deadline().toMillis())
            .put("w", WRITE_CONCERN.getString("w"))
            .put("journal", WRITE_CONCERN.getBoolean("j"));
    return new MongoDatabase(client(vertx, config, "mongo " + options.shown()), options.deadline());
  }

  private static MongoClient client(Vertx vertx, JsonObject config, String pool) {
    try {
      return TracedMongo.of(vertx, MongoClient.createShared(vertx, config, pool));
    } catch (IllegalArgumentException e) {
      // Its message may hold the whole address.
      throw new ConfigException(
          List.of(
              "MONGO_URL cannot be used: it must be mongodb://host:port/ with options of MongoDB,"
                  + " and its TLS files PEM files"));
    }
  }

  /** Runs one operation within the deadline. */
  <T> Future<T> run(Function<MongoClient, Future<T>> operation) {
    return operation
        .apply(client)
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(done -> answered())
        .recover(failure -> Future.failedFuture(ours(failure)));
  }

  /**
   * Runs a conditional upsert. A document that is there and does not meet the condition gives a
   * duplicate key, and so does one of two parallel first upserts: that is tried once more.
   *
   * @return empty when the condition is not met
   */
  <T> Future<Optional<T>> upsert(Function<MongoClient, Future<T>> operation) {
    return upsertOnce(operation)
        .compose(done -> done.isPresent() ? Future.succeededFuture(done) : upsertOnce(operation));
  }

  private <T> Future<Optional<T>> upsertOnce(Function<MongoClient, Future<T>> operation) {
    return run(operation)
        .map(Optional::of)
        .recover(
            failure ->
                isDuplicateKey(failure)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /** Whether the server answers now. */
  public Future<Void> ping() {
    return run(c -> c.runCommand("ping", new JsonObject().put("ping", 1))).mapEmpty();
  }

  public Future<Void> close() {
    return client.close();
  }

  private void answered() {
    if (away.compareAndSet(true, false)) {
      log.info("MongoDB can be used again");
    }
  }

  private Throwable ours(Throwable failure) {
    if (isDuplicateKey(failure)) {
      return failure;
    }
    if (failure instanceof TimeoutException || failure instanceof MongoException) {
      if (away.compareAndSet(false, true)) {
        log.warn("MongoDB cannot be used: {}", failure.toString());
      }
      return ServiceException.of(
          ErrorKind.UNAVAILABLE, "database_away", "The database cannot be used now.", failure);
    }
    return failure;
  }

  /** Whether a unique key was there already. */
  static boolean isDuplicateKey(Throwable failure) {
    if (failure instanceof MongoWriteException write) {
      return write.getError().getCode() == DUPLICATE_KEY;
    }
    return failure instanceof MongoCommandException command
        && command.getErrorCode() == DUPLICATE_KEY;
  }
}
