package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers users at most once per request id. A request whose id is in flight in this process
 * waits for the first one; across processes and restarts the store decides.
 *
 * <p>Belongs to one event loop.
 */
final class Registrations {
  private static final Logger log = LoggerFactory.getLogger(Registrations.class);

  private final UserDependencies dependencies;
  private final boolean open;
  private final RegistrationLimit limit;
  private final RepeatComparison repeats;
  private final Map<String, Future<RegistrationRecord>> requestIdToInFlight = new HashMap<>();

  Registrations(UserDependencies dependencies, UserServiceOptions options) {
    this.dependencies = dependencies;
    open = options.registrationOpen();
    limit = new RegistrationLimit(options.registrationsPerMinute(), dependencies.clock());
    repeats =
        new RepeatComparison(dependencies.passwords(), dependencies.hasher(), dependencies.store());
  }

  Future<UserRegistered> register(RegisterUser request) {
    Future<RegistrationRecord> first = requestIdToInFlight.get(request.requestId());
    return first == null
        ? process(request)
        : onCurrentContext(first).compose(record -> replay(record, request));
  }

  /** Continues on the context of the waiting request, so that its log lines have its own id. */
  private static <T> Future<T> onCurrentContext(Future<T> future) {
    Context context = Vertx.currentContext();
    return context == null
        ? future
        : Future.fromCompletionStage(future.toCompletionStage(), context);
  }

  private Future<UserRegistered> process(RegisterUser request) {
    Future<Recording> recording =
        repeats.remembers(request.requestId())
            ? findOrRecord(request)
            : dependencies.passwords().admission().run(request.turn(), () -> findOrRecord(request));
    Future<UserRegistered> result = recording.compose(done -> result(done, request));
    // Waiting repeats continue after the result, when the verifier remembers the password.
    Future<RegistrationRecord> inFlight =
        result.transform(completed -> recording.map(Recording::record));
    if (!inFlight.isComplete()) {
      requestIdToInFlight.put(request.requestId(), inFlight);
      inFlight.onComplete(completed -> requestIdToInFlight.remove(request.requestId()));
    }
    return result;
  }

  private Future<Recording> findOrRecord(RegisterUser request) {
    UserStore store = dependencies.store().forOneRequest();
    return store
        .findRegistration(request.requestId())
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(new Recording(found.get(), false))
                    : requireOpen()
                        .compose(v -> limit.count(request.network()))
                        .compose(
                            v -> dependencies.hasher().hash(request.turn(), request.password()))
                        .compose(hash -> record(store, request, hash)));
  }

  private Future<Void> requireOpen() {
    return open
        ? Future.succeededFuture()
        : Future.failedFuture(
            ServiceException.of(
                ErrorKind.FORBIDDEN,
                "registration_closed",
                "New users cannot register at this server."));
  }

  private Future<Recording> record(UserStore store, RegisterUser request, String hash) {
    Instant now = dependencies.clock().instant();
    User user =
        new User(UUID.randomUUID(), request.email(), hash, request.nome(), request.cognome(), now);
    return store.register(
        user,
        completed(request, hash, RegistrationOutcome.CREATED, now),
        completed(request, hash, RegistrationOutcome.KNOWN, now));
  }

  private RegistrationRecord.Completed completed(
      RegisterUser request, String hash, RegistrationOutcome outcome, Instant now) {
    return new RegistrationRecord.Completed(
        request.requestId(),
        request.email(),
        RequestDigest.sha256(request),
        hash,
        outcome,
        dependencies.responses().render(outcome, request.email(), request.requestId()),
        now);
  }

  private Future<UserRegistered> result(Recording recording, RegisterUser request) {
    return recording.fresh() && recording.record() instanceof RegistrationRecord.Completed first
        ? Future.succeededFuture(registered(first, request, false))
        : replay(recording.record(), request);
  }

  private Future<UserRegistered> replay(RegistrationRecord record, RegisterUser request) {
    if (!(record instanceof RegistrationRecord.Completed completed)) {
      return Future.failedFuture(userDeleted());
    }
    return repeats
        .isSame(completed, request)
        .compose(
            same ->
                same
                    ? Future.succeededFuture(registered(completed, request, true))
                    : Future.failedFuture(requestIdReused()));
  }

  private UserRegistered registered(
      RegistrationRecord.Completed record, RegisterUser request, boolean replayed) {
    repeats.remember(record, request.password());
    log.info(logLine(record.outcome(), replayed), request.email(), request.loggableId());
    return new UserRegistered(record.outcome(), replayed, record.responseBody());
  }

  private static String logLine(RegistrationOutcome outcome, boolean replayed) {
    if (replayed) {
      return "Replayed the registration of {}, Request-ID {}";
    }
    return switch (outcome) {
      case CREATED -> "Registered {}, Request-ID {}";
      case KNOWN -> "{} was registered before, Request-ID {}";
    };
  }

  private static ServiceException userDeleted() {
    return ServiceException.of(
        ErrorKind.GONE,
        "user_deleted",
        "The user that this request registered has been deleted. Register with a new Request-ID.");
  }

  private static ServiceException requestIdReused() {
    return ServiceException.of(
        ErrorKind.CONFLICT,
        "request_id_reused",
        "This Request-ID was used with another body. Use a new one for a new request.");
  }
}
