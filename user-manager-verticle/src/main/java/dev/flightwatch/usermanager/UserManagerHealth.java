package dev.flightwatch.usermanager;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.management.HealthCheck;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** How the management port learns from the owner whether what it depends on is well. */
final class UserManagerHealth {
  private static final Command<Question, Well> ASK =
      new Command<>("user-manager.health.ask", Question.class, Well.class, Duration.ofSeconds(1));

  private UserManagerHealth() {}

  /** Asks about one dependency. */
  record Question(String dependency) {}

  /** It is well; what is not fails with {@code UNAVAILABLE}. */
  record Well(String detail) {}

  static Future<Void> answer(Bus bus, Map<String, Supplier<Future<String>>> nameToProbe) {
    return bus.consume(
        ASK,
        question ->
            nameToProbe
                .getOrDefault(question.dependency(), () -> unknown(question))
                .get()
                .map(Well::new));
  }

  private static Future<String> unknown(Question question) {
    return Future.failedFuture(
        ServiceException.of(
            ErrorKind.NOT_FOUND, "unknown_dependency", "No such dependency: " + question));
  }

  static HealthCheck check(Bus bus, String dependency) {
    return new HealthCheck(
        dependency,
        true,
        () ->
            bus.request(ASK, new Question(dependency))
                .map(well -> JsonObject.of("detail", well.detail())));
  }
}
