package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.datacollector.interests.ReconciliationMetrics.ReconciliationOutcome;
import dev.flightwatch.datacollector.users.UserClient;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks with the user manager that all followers still exist, and deletes the interests of those
 * that do not. A run deletes nothing before it has checked every follower, ignores checks that
 * failed, and deletes nothing if so many followers are reported as gone that the user manager
 * itself is in doubt. One replica at a time runs it. The store deletes only followers that were not
 * confirmed since their check, so a late reply deletes no newer registration.
 */
public final class Reconciliation {
  /** Number of followers checked by one call. */
  static final int PAGE_SIZE = UserClient.MAX_EMAILS;

  /** With more followers than this, a run deletes at most a tenth of them. */
  static final int SMALL = 10;

  /** Maximum number of followers that a run deletes; the next run deletes the rest. */
  static final int MAX_DELETIONS = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  private final InterestDependencies dependencies;
  private final ReconciliationMetrics metrics;
  private final Supplier<Future<?>> pause;

  /**
   * @param pause awaited between two pages, to limit the load on the user manager
   */
  public Reconciliation(
      InterestDependencies dependencies, ReconciliationMetrics metrics, Supplier<Future<?>> pause) {
    this.dependencies = requireNonNull(dependencies);
    this.metrics = requireNonNull(metrics);
    this.pause = requireNonNull(pause);
  }

  /** Whether a follower exists, according to the user manager. */
  enum FollowerStatus {
    EXISTS,
    GONE,
    /** The check failed. */
    UNKNOWN
  }

  private record CheckedFollower(
      KnownFollower follower, FollowerStatus status, Instant requestedAt) {}

  /** The checks of one run. */
  private static final class Findings {
    private final BooleanSupplier mayGoOn;
    private int followers;
    private int unknown;
    private int gone;
    private boolean complete;
    private final List<CheckedFollower> toDelete = new ArrayList<>();

    private Findings(BooleanSupplier mayGoOn) {
      this.mayGoOn = mayGoOn;
    }

    private void add(CheckedFollower checked) {
      followers++;
      if (checked.status() == FollowerStatus.UNKNOWN) {
        unknown++;
      } else if (checked.status() == FollowerStatus.GONE && ++gone <= MAX_DELETIONS) {
        toDelete.add(checked);
      }
    }

    @Override
    public String toString() {
      return "%d followers, %d unknown, %d gone".formatted(followers, unknown, gone);
    }

    /** Followers with a failed check are left out: they may be gone as well. */
    private boolean isDoubtful() {
      return followers > SMALL && gone * 10L > followers - unknown;
    }
  }

  /**
   * Runs once. Fails when the store fails, possibly after some deletions; when the user manager is
   * unavailable, the run completes without deletions.
   *
   * @param mayGoOn whether the run may check and delete further followers
   */
  public Future<Void> run(BooleanSupplier mayGoOn) {
    Findings findings = new Findings(mayGoOn);
    Promise<Void> checked = Promise.promise();
    checkFrom("", findings, checked);
    return checked
        .future()
        .compose(v -> finish(findings))
        .onSuccess(metrics::ran)
        .onFailure(failure -> metrics.ran(ReconciliationOutcome.FAILED))
        .mapEmpty();
  }

  /** Uses a promise: a chain of one future per page would overflow the stack. */
  private void checkFrom(String after, Findings findings, Promise<Void> checked) {
    checkPage(after, findings)
        .onFailure(checked::fail)
        .onSuccess(
            last ->
                last.ifPresentOrElse(
                    id -> checkFrom(id, findings, checked), () -> checked.complete()));
  }

  /** Returns the last id of the page; empty when no page is to follow. */
  private Future<Optional<String>> checkPage(String after, Findings findings) {
    if (!findings.mayGoOn.getAsBoolean()) {
      return Future.succeededFuture(Optional.empty());
    }
    return dependencies
        .store()
        .followers(after, PAGE_SIZE)
        .compose(this::check)
        .compose(page -> record(page, findings));
  }

  private Future<Optional<String>> record(List<CheckedFollower> page, Findings findings) {
    page.forEach(findings::add);
    findings.complete = page.size() < PAGE_SIZE;
    boolean allUnknown =
        page.stream().allMatch(checked -> checked.status() == FollowerStatus.UNKNOWN);
    return findings.complete || allUnknown
        ? Future.succeededFuture(Optional.empty())
        : pause.get().map(Optional.of(page.get(PAGE_SIZE - 1).follower().id()));
  }

  private Future<List<CheckedFollower>> check(List<KnownFollower> page) {
    Instant requestedAt = dependencies.clock().instant();
    List<EmailAddress> emails = page.stream().map(KnownFollower::email).distinct().toList();
    return (emails.isEmpty()
            ? Future.succeededFuture(Map.<EmailAddress, UserStatus>of())
            : dependencies.users().checkAll(emails))
        .map(
            known ->
                page.stream()
                    .map(
                        follower ->
                            new CheckedFollower(
                                follower,
                                status(follower, known.get(follower.email())),
                                requestedAt))
                    .toList());
  }

  /**
   * Without an id, from an older user manager, the registered user may be this follower.
   *
   * @param user null when the check failed
   */
  private static FollowerStatus status(KnownFollower follower, UserStatus user) {
    if (user == null) {
      return FollowerStatus.UNKNOWN;
    }
    boolean exists = user.exists() && user.id().map(follower.id()::equals).orElse(true);
    return exists ? FollowerStatus.EXISTS : FollowerStatus.GONE;
  }

  private Future<ReconciliationOutcome> finish(Findings findings) {
    if (!findings.complete) {
      log.info(
          "Reconciliation ended early after {}, and deleted nothing; it runs again after its"
              + " interval",
          findings);
      return Future.succeededFuture(ReconciliationOutcome.ABANDONED);
    }
    if (findings.isDoubtful()) {
      log.error(
          "Reconciliation deleted nothing: the user manager reports too many followers as not"
              + " registered ({}); check the user manager and its database",
          findings);
      return Future.succeededFuture(ReconciliationOutcome.DOUBTFUL);
    }
    return deleteFrom(0, 0, findings)
        .onSuccess(
            deleted ->
                log.info("Reconciliation of {} deleted the interests of {}", findings, deleted))
        .map(ReconciliationOutcome.DONE);
  }

  private Future<Integer> deleteFrom(int index, int deleted, Findings findings) {
    if (index == findings.toDelete.size() || !findings.mayGoOn.getAsBoolean()) {
      return Future.succeededFuture(deleted);
    }
    return delete(findings.toDelete.get(index))
        .compose(done -> deleteFrom(index + 1, deleted + done, findings));
  }

  /** Returns the number of deleted followers: none when this one was confirmed since its check. */
  private Future<Integer> delete(CheckedFollower gone) {
    InterestsChanged event = new InterestsChanged(gone.follower().email(), Optional.empty());
    return dependencies
        .store()
        .deleteUnconfirmed(gone.follower().id(), gone.requestedAt(), dependencies.clock().instant())
        .map(done -> done ? 1 : 0)
        .onSuccess(metrics::removed)
        .compose(
            deleted ->
                deleted == 0
                    ? Future.succeededFuture(deleted)
                    : dependencies.publisher().apply(event).map(deleted));
  }
}
