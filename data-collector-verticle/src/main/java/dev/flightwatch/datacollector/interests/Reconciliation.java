package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.datacollector.interests.ReconciliationMetrics.Outcome;
import dev.flightwatch.datacollector.users.UserClient;
import dev.flightwatch.datacollector.users.UserStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the user manager about everybody who follows something, and ends what belongs to nobody any
 * more. It acts only on a clear answer, after all were asked, and not when so many would go that
 * the answers themselves are in doubt. Several replicas may run it at once: what ends is decided by
 * the store's own condition, so a late answer harms nobody who was confirmed since it was asked
 * for.
 */
public final class Reconciliation {
  /** How many are asked about at once. */
  static final int PAGE = 20;

  /** With more owners than this, a tenth of them at most may go in one run. */
  static final int FEW = 10;

  /** What one run ends at most; the next run ends the rest. */
  static final int MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  private final InterestStore store;
  private final UserClient users;
  private final Function<InterestsChanged, Future<Void>> publisher;
  private final ReconciliationMetrics metrics;
  private final Clock clock;
  private final Supplier<Future<?>> pause;
  private volatile boolean stopped;

  /**
   * How a run goes about its time.
   *
   * @param pause awaited between pages
   */
  public record Pace(Clock clock, Supplier<Future<?>> pause) {
    public Pace {
      requireNonNull(clock);
      requireNonNull(pause);
    }
  }

  /**
   * @param publisher tells all whose interests changed
   */
  public Reconciliation(
      InterestStore store,
      UserClient users,
      Function<InterestsChanged, Future<Void>> publisher,
      ReconciliationMetrics metrics,
      Pace pace) {
    this.store = requireNonNull(store);
    this.users = requireNonNull(users);
    this.publisher = requireNonNull(publisher);
    this.metrics = requireNonNull(metrics);
    this.clock = pace.clock();
    this.pause = pace.pause();
  }

  /** What is known of an owner. */
  enum Verdict {
    EXISTS,
    GONE,
    UNKNOWN
  }

  private record Answer(KnownFollower owner, Verdict verdict, Instant askedAt) {}

  /** What has been answered in this run. */
  private static final class Tally {
    private int owners;
    private int unknown;
    private int gone;
    private boolean complete;
    private final List<Answer> ending = new ArrayList<>();

    private void add(Answer answer) {
      owners++;
      switch (answer.verdict()) {
        case EXISTS -> {}
        case UNKNOWN -> unknown++;
        case GONE -> {
          gone++;
          if (ending.size() < MOST) {
            ending.add(answer);
          }
        }
      }
    }

    /** Those who are unknown are no proof that the others' answers are right. */
    private boolean isDoubtful() {
      return owners > FEW && gone * 10L > owners - unknown;
    }
  }

  /**
   * Runs once. Fails when the store does, having ended nothing or a part; a user manager that is
   * away only leaves the run without effect.
   */
  public Future<Void> run() {
    Tally tally = new Tally();
    Promise<Void> asked = Promise.promise();
    askFrom("", tally, asked);
    return asked
        .future()
        .compose(v -> tally.complete ? end(tally) : abandoned(tally))
        .onSuccess(metrics::ran)
        .onFailure(failure -> metrics.ran(Outcome.FAILED))
        .mapEmpty();
  }

  /** With a promise: pages whose futures wait for one another would fill the stack. */
  private void askFrom(String after, Tally tally, Promise<Void> asked) {
    askPage(after, tally)
        .onFailure(asked::fail)
        .onSuccess(
            last -> last.ifPresentOrElse(id -> askFrom(id, tally, asked), () -> asked.complete()));
  }

  /** The last id of the page; empty when it was the last page, or no more shall be asked. */
  private Future<Optional<String>> askPage(String after, Tally tally) {
    if (stopped) {
      return Future.succeededFuture(Optional.empty());
    }
    return store
        .followers(after, PAGE)
        .compose(
            page ->
                Future.join(page.stream().map(this::ask).toList())
                    .compose(answers -> asked(page, answers.list(), tally)));
  }

  private Future<Optional<String>> asked(
      List<KnownFollower> page, List<Answer> answers, Tally tally) {
    answers.forEach(tally::add);
    answers.forEach(answer -> metrics.checked(answer.verdict()));
    tally.complete = page.size() < PAGE;
    boolean hopeless = answers.stream().allMatch(answer -> answer.verdict() == Verdict.UNKNOWN);
    return tally.complete || hopeless
        ? Future.succeededFuture(Optional.empty())
        : pause.get().map(Optional.of(page.get(PAGE - 1).id()));
  }

  private Future<Answer> ask(KnownFollower owner) {
    Instant askedAt = clock.instant();
    return users
        .check(owner.email())
        .map(existence -> verdict(owner, existence))
        .otherwise(Verdict.UNKNOWN)
        .map(verdict -> new Answer(owner, verdict, askedAt));
  }

  /** An older user manager names no id; then who has the address may well be this owner. */
  private static Verdict verdict(KnownFollower owner, UserStatus existence) {
    if (!existence.exists()) {
      return Verdict.GONE;
    }
    return existence.id().map(owner.id()::equals).orElse(true) ? Verdict.EXISTS : Verdict.GONE;
  }

  private Future<Outcome> end(Tally tally) {
    if (tally.isDoubtful()) {
      log.error(
          "Reconciliation: {} of {} users are said not to exist, {} unknown; removed none of them,"
              + " check the user manager and its database",
          tally.gone,
          tally.owners,
          tally.unknown);
      return Future.succeededFuture(Outcome.DOUBTFUL);
    }
    return endFrom(0, 0, tally)
        .onSuccess(
            removed ->
                log.info(
                    "Reconciliation: {} users asked about, {} unknown, {} removed",
                    tally.owners,
                    tally.unknown,
                    removed))
        .map(Outcome.DONE);
  }

  private Future<Integer> endFrom(int index, int removed, Tally tally) {
    if (stopped || index == tally.ending.size()) {
      return Future.succeededFuture(removed);
    }
    Answer answer = tally.ending.get(index);
    return store
        .deleteUnconfirmed(answer.owner().id(), answer.askedAt(), clock.instant())
        .onSuccess(ended -> metrics.removed(ended ? 1 : 0))
        .compose(
            ended ->
                (ended ? changed(answer.owner()) : Future.<Void>succeededFuture())
                    .compose(v -> endFrom(index + 1, removed + (ended ? 1 : 0), tally)));
  }

  private Future<Void> changed(KnownFollower ended) {
    return publisher.apply(new InterestsChanged(ended.email().value(), null));
  }

  private Future<Outcome> abandoned(Tally tally) {
    log.info(
        "Reconciliation: given up after {} users, {} unknown; removed none",
        tally.owners,
        tally.unknown);
    return Future.succeededFuture(Outcome.ABANDONED);
  }

  /** Has a run that is under way end soon. */
  public void stop() {
    stopped = true;
  }
}
