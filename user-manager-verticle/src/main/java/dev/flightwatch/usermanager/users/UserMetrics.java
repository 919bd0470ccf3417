package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.util.Map;

/** Counts registrations and deletions of accounts by their results. */
public final class UserMetrics {
  private enum RegistrationResult {
    CREATED,
    KNOWN,
    REPLAYED,
    CONFLICT,
    GONE,
    CLOSED,
    LIMITED,
    SHED,
    FAILED
  }

  private enum DeletionResult {
    PROPAGATED,
    PENDING,
    NOT_FOUND,
    WRONG_PASSWORD,
    LIMITED,
    SHED,
    FAILED
  }

  private final Map<RegistrationResult, Counter> registrations;
  private final Map<DeletionResult, Counter> deletions;

  public UserMetrics(Meters meters) {
    registrations =
        meters.counters(
            Counter.builder("flightwatch_registrations_total").description("Registrations"),
            "outcome",
            RegistrationResult.class);
    deletions =
        meters.counters(
            Counter.builder("flightwatch_deletions_total").description("Deletions of accounts"),
            "outcome",
            DeletionResult.class);
  }

  Future<UserRegistered> registration(Future<UserRegistered> registration) {
    return registration
        .onSuccess(registered -> registrations.get(result(registered)).increment())
        .onFailure(failure -> registrations.get(registrationFailure(failure)).increment());
  }

  private static RegistrationResult result(UserRegistered registered) {
    if (registered.replayed()) {
      return RegistrationResult.REPLAYED;
    }
    return registered.outcome() == RegistrationOutcome.CREATED
        ? RegistrationResult.CREATED
        : RegistrationResult.KNOWN;
  }

  private static RegistrationResult registrationFailure(Throwable failure) {
    return switch (ServiceException.from(failure).kind()) {
      case CONFLICT -> RegistrationResult.CONFLICT;
      case GONE -> RegistrationResult.GONE;
      case FORBIDDEN -> RegistrationResult.CLOSED;
      case LIMITED -> RegistrationResult.LIMITED;
      case OVERLOADED -> RegistrationResult.SHED;
      default -> RegistrationResult.FAILED;
    };
  }

  Future<UserDeleted> deletion(Future<UserDeleted> deletion) {
    return deletion
        .onSuccess(deleted -> deletions.get(result(deleted)).increment())
        .onFailure(failure -> deletions.get(deletionFailure(failure)).increment());
  }

  private static DeletionResult result(UserDeleted deleted) {
    return deleted.propagated() ? DeletionResult.PROPAGATED : DeletionResult.PENDING;
  }

  private static DeletionResult deletionFailure(Throwable failure) {
    return switch (ServiceException.from(failure).kind()) {
      case NOT_FOUND -> DeletionResult.NOT_FOUND;
      case UNAUTHENTICATED -> DeletionResult.WRONG_PASSWORD;
      case LIMITED -> DeletionResult.LIMITED;
      case OVERLOADED -> DeletionResult.SHED;
      default -> DeletionResult.FAILED;
    };
  }
}
