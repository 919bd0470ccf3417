package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Limits the requests that may need a slow hash, before they reach the store. One client network
 * has at most {@value #SHARE} times as many requests in progress as its part could still accept, so
 * a network that fills the queue leaves room for others.
 *
 * <p>Belongs to one event loop.
 */
final class HashAdmission {
  private static final int SHARE = 3;

  private final PasswordHasher hasher;
  private final Map<HashPart, Integer> partToRunning = new EnumMap<>(HashPart.class);
  private final Map<HashTurn, Integer> turnToRunning = new HashMap<>();

  HashAdmission(PasswordHasher hasher) {
    this.hasher = requireNonNull(hasher);
  }

  /** Runs a request; fails with {@code OVERLOADED}, without starting it, beyond the limit. */
  <T> Future<T> run(HashTurn turn, Supplier<Future<T>> request) {
    int running = partToRunning.getOrDefault(turn.part(), 0);
    int free = hasher.capacity(turn.part()) - running;
    if (turnToRunning.getOrDefault(turn, 0) >= SHARE * free) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
    partToRunning.put(turn.part(), running + 1);
    turnToRunning.merge(turn, 1, Integer::sum);
    return Future.succeededFuture().compose(start -> request.get()).onComplete(done -> end(turn));
  }

  private void end(HashTurn turn) {
    partToRunning.merge(turn.part(), -1, Integer::sum);
    turnToRunning.computeIfPresent(turn, (key, running) -> running == 1 ? null : running - 1);
  }
}
