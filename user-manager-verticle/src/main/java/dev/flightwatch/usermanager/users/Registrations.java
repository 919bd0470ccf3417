package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At most one registration by request id. Requests with the same id that arrive while one of them
 * is worked on wait for it; over processes and restarts the store decides.
 *
 * <p>Belongs to one event loop.
 */
final class Registrations {
  private static final Logger log = LoggerFactory.getLogger(Registrations.class);

  private final UserStore store;
  private final PasswordHasher hasher;
  private final ConcurrencyLimit hashing;
  private final RepeatVerifier proofs;
  private final Clock clock;
  private final Map<String, Future<RegistrationRecord>> requestIdToInFlight = new HashMap<>();

  Registrations(
      UserStore store,
      PasswordHasher hasher,
      ConcurrencyLimit hashing,
      RepeatVerifier proofs,
      Clock clock) {
    this.store = store;
    this.hashing = hashing;
    this.hasher = hasher;
    this.proofs = proofs;
    this.clock = clock;
  }

  Future<UserRegistered> register(Registration request) {
    Future<RegistrationRecord> first = requestIdToInFlight.get(request.requestId());
    return first == null ? work(request) : here(first).compose(record -> repeat(record, request));
  }

  /** Goes on in the context of the request that waits, whose correlation id the log then shows. */
  private static <T> Future<T> here(Future<T> elsewhere) {
    Context context = Vertx.currentContext();
    return context == null
        ? elsewhere
        : Future.fromCompletionStage(elsewhere.toCompletionStage(), context);
  }

  private Future<UserRegistered> work(Registration request) {
    Future<Recording> recording =
        proofs.know(request.requestId()) ? recall(request) : hashing.run(() -> recall(request));
    Future<UserRegistered> answer =
        recording.compose(
            done -> done.fresh() ? first(done, request) : repeat(done.record(), request));
    // Those who wait begin after the answer, when the proof of the password is known.
    Future<RegistrationRecord> settled =
        answer.transform(result -> recording.map(Recording::record));
    if (!settled.isComplete()) {
      requestIdToInFlight.put(request.requestId(), settled);
      settled.onComplete(result -> requestIdToInFlight.remove(request.requestId()));
    }
    return answer;
  }

  private Future<Recording> recall(Registration request) {
    UserStore own = store.forOneRequest();
    return own.findRegistration(request.requestId())
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(new Recording(found.get(), false))
                    : hasher.hash(request.password()).compose(hash -> record(own, request, hash)));
  }

  private Future<Recording> record(UserStore own, Registration request, String hash) {
    Instant now = clock.instant();
    User user =
        new User(UUID.randomUUID(), request.email(), hash, request.nome(), request.cognome(), now);
    return own.register(
        user,
        answered(request, hash, RegistrationOutcome.CREATED, now),
        answered(request, hash, RegistrationOutcome.KNOWN, now));
  }

  private static RegistrationRecord.Answered answered(
      Registration request, String hash, RegistrationOutcome outcome, Instant now) {
    return new RegistrationRecord.Answered(
        request.requestId(),
        request.email(),
        request.fieldsSha256(),
        hash,
        outcome,
        request.answer(outcome),
        now);
  }

  private Future<UserRegistered> first(Recording recording, Registration request) {
    RegistrationRecord.Answered record = (RegistrationRecord.Answered) recording.record();
    proofs.remember(record, request.password());
    switch (record.outcome()) {
      case CREATED -> log.info("Registered {}, Request-ID {}", request.email(), record.requestId());
      case KNOWN ->
          log.info("Registered already: {}, Request-ID {}", request.email(), record.requestId());
    }
    return Future.succeededFuture(new UserRegistered(record.outcome(), false, record.answer()));
  }

  private Future<UserRegistered> repeat(RegistrationRecord record, Registration request) {
    if (!(record instanceof RegistrationRecord.Answered answered)) {
      return Future.failedFuture(gone());
    }
    return isSame(answered, request)
        .compose(
            same -> {
              if (!same) {
                return Future.failedFuture(anotherBody());
              }
              proofs.remember(answered, request.password());
              log.info("Replayed {}, Request-ID {}", request.email(), request.requestId());
              return Future.succeededFuture(
                  new UserRegistered(answered.outcome(), true, answered.answer()));
            });
  }

  private Future<Boolean> isSame(RegistrationRecord.Answered record, Registration request) {
    if (!sameText(record.fieldsSha256(), request.fieldsSha256())) {
      return Future.succeededFuture(false);
    }
    return proofs.confirm(record, request.password())
        ? Future.succeededFuture(true)
        : hasher.verify(request.password(), record.passwordHash());
  }

  private static boolean sameText(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static ServiceException gone() {
    return ServiceException.of(
        ErrorKind.GONE,
        "user_deleted",
        "The user that this request registered has been deleted. Register with a new Request-ID.");
  }

  private static ServiceException anotherBody() {
    return ServiceException.of(
        ErrorKind.CONFLICT,
        "request_id_reused",
        "This Request-ID was used with another body. Use a new one for a new request.");
  }
}
