package dev.flightwatch.usermanager.users;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts tries in memory; can be slow. */
public final class MemoryPasswordTries implements PasswordTries {
  private final Map<String, Window> keyToWindow = new HashMap<>();

  /** While set, tries are reserved after it. */
  Promise<Void> release;

  private record Window(int tries, Instant resetsAt) {}

  @Override
  public Future<Map<String, Instant>> reserve(PasswordTry reserved) {
    return release == null
        ? Future.succeededFuture(reserveNow(reserved))
        : release.future().map(done -> reserveNow(reserved));
  }

  private Map<String, Instant> reserveNow(PasswordTry reserved) {
    Map<String, Window> counted =
        reserved.keyToLimit().keySet().stream()
            .collect(toMap(key -> key, key -> counted(key, reserved)));
    Map<String, Instant> full =
        counted.entrySet().stream()
            .filter(entry -> entry.getValue().tries() > reserved.keyToLimit().get(entry.getKey()))
            .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().resetsAt()));
    if (full.isEmpty()) {
      keyToWindow.putAll(counted);
    }
    return full;
  }

  private Window counted(String key, PasswordTry reserved) {
    Window window = keyToWindow.get(key);
    return window == null || !window.resetsAt().isAfter(reserved.at())
        ? new Window(1, reserved.resetsAt())
        : new Window(window.tries() + 1, window.resetsAt());
  }

  @Override
  public Future<Map<String, Instant>> findFull(PasswordTry asked) {
    return Future.succeededFuture(
        asked.keyToLimit().entrySet().stream()
            .filter(entry -> counted(entry.getKey(), asked).tries() > entry.getValue())
            .collect(toMap(Map.Entry::getKey, entry -> counted(entry.getKey(), asked).resetsAt())));
  }

  @Override
  public Future<Void> giveBack(PasswordTry reserved) {
    reserved
        .keyToLimit()
        .keySet()
        .forEach(key -> keyToWindow.computeIfPresent(key, (k, window) -> less(window, reserved)));
    return Future.succeededFuture();
  }

  private static Window less(Window window, PasswordTry reserved) {
    return window.tries() > 0 && !window.resetsAt().isAfter(reserved.resetsAt())
        ? new Window(window.tries() - 1, window.resetsAt())
        : window;
  }

  @Override
  public Future<Integer> deleteResetBefore(Instant end, int limit) {
    List<String> old =
        keyToWindow.keySet().stream()
            .filter(key -> keyToWindow.get(key).resetsAt().isBefore(end))
            .limit(limit)
            .toList();
    old.forEach(keyToWindow::remove);
    return Future.succeededFuture(old.size());
  }
}
