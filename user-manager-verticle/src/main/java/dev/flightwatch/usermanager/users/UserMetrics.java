package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.EnumCounter;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Future;

/** Counts registrations and deletions by what came of them. */
public final class UserMetrics {
  private enum RegistrationOutcome {
    CREATED,
    KNOWN,
    REPLAYED,
    CONFLICT,
    GONE,
    INVALID,
    SHED,
    FAILED
  }

  private enum DeletionOutcome {
    PROPAGATED,
    PENDING,
    NOT_FOUND,
    WRONG_PASSWORD,
    INVALID,
    SHED,
    FAILED
  }

  private final EnumCounter<RegistrationOutcome> registrations;
  private final EnumCounter<DeletionOutcome> deletions;

  public UserMetrics(Meters meters) {
    registrations =
        meters.counter(
            Metric.of("flightwatch_registrations_total", "Registrations, by what came of them"),
            "outcome",
            RegistrationOutcome.class);
    deletions =
        meters.counter(
            Metric.of("flightwatch_deletions_total", "Deletions of accounts"),
            "outcome",
            DeletionOutcome.class);
  }

  Future<UserRegistered> registration(Future<UserRegistered> registered) {
    return registered
        .onSuccess(answer -> registrations.increment(outcome(answer)))
        .onFailure(failure -> registrations.increment(registrationOutcome(failure)));
  }

  private static RegistrationOutcome outcome(UserRegistered answer) {
    if (answer.replayed()) {
      return RegistrationOutcome.REPLAYED;
    }
    return switch (answer.outcome()) {
      case CREATED -> RegistrationOutcome.CREATED;
      case KNOWN -> RegistrationOutcome.KNOWN;
    };
  }

  private static RegistrationOutcome registrationOutcome(Throwable failure) {
    return switch (ServiceException.from(failure).kind()) {
      case CONFLICT -> RegistrationOutcome.CONFLICT;
      case GONE -> RegistrationOutcome.GONE;
      case INVALID -> RegistrationOutcome.INVALID;
      case OVERLOADED -> RegistrationOutcome.SHED;
      default -> RegistrationOutcome.FAILED;
    };
  }

  Future<UserDeleted> deletion(Future<UserDeleted> deleted) {
    return deleted
        .onSuccess(
            answer ->
                deletions.increment(
                    answer.propagated() ? DeletionOutcome.PROPAGATED : DeletionOutcome.PENDING))
        .onFailure(failure -> deletions.increment(deletionOutcome(failure)));
  }

  private static DeletionOutcome deletionOutcome(Throwable failure) {
    return switch (ServiceException.from(failure).kind()) {
      case NOT_FOUND -> DeletionOutcome.NOT_FOUND;
      case UNAUTHENTICATED -> DeletionOutcome.WRONG_PASSWORD;
      case INVALID -> DeletionOutcome.INVALID;
      case OVERLOADED -> DeletionOutcome.SHED;
      default -> DeletionOutcome.FAILED;
    };
  }
}
