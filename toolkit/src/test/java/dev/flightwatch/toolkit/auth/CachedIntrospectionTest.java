package dev.flightwatch.toolkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.CacheMetrics;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class CachedIntrospectionTest {
  private static final TokenHash TOKEN = TokenHash.of("token");
  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final List<Promise<Optional<Identity>>> questions = new ArrayList<>();
  private CachedIntrospection target;

  @BeforeEach
  void open(Vertx vertx) {
    target =
        new CachedIntrospection(
            token -> {
              Promise<Optional<Identity>> question = Promise.promise();
              questions.add(question);
              return question.future();
            },
            new CacheMetrics(Meters.of(vertx), "test"),
            clock);
  }

  private static Optional<Identity> identity(Duration lifetime) {
    return Optional.of(
        new Identity(
            UUID.randomUUID(),
            new EmailAddress("sara@unict.it"),
            Set.of("read"),
            NOW.plus(lifetime),
            TOKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "valid, PT29.999S, 1",
    "valid, PT30S, 2",
    "expiring, PT9.999S, 1",
    "expiring, PT10S, 2",
    "unknown, PT4.999S, 1",
    "unknown, PT5S, 2"
  })
  void introspectShouldAskAgainWhenTheReplyIsTooOld(String reply, Duration age, int expected) {
    // given: a reply that arrives four seconds after the question
    target.introspect(TOKEN);
    clock.advance(Duration.ofSeconds(4));
    questions
        .get(0)
        .complete(
            switch (reply) {
              case "valid" -> identity(Duration.ofDays(1));
              case "expiring" -> identity(Duration.ofSeconds(10));
              default -> Optional.empty();
            });

    // when
    clock.advance(age.minusSeconds(4));
    Future<Optional<Identity>> again = target.introspect(TOKEN);

    // then
    assertThat(questions).hasSize(expected);
    assertThat(again.isComplete()).isEqualTo(expected == 1);
  }

  @Test
  void introspectShouldAskOneQuestionAtATimeAboutEachToken() {
    Future<Optional<Identity>> first = target.introspect(TOKEN);
    Future<Optional<Identity>> second = target.introspect(TOKEN);
    target.introspect(TokenHash.of("another"));
    questions.get(0).complete(identity(Duration.ofDays(1)));

    assertThat(questions).hasSize(2);
    assertThat(first.result()).isPresent().isEqualTo(second.result());
  }

  @Test
  void introspectShouldAskAgainAfterAFailure() {
    Future<Optional<Identity>> failed = target.introspect(TOKEN);
    questions
        .get(0)
        .fail(ServiceException.of(ErrorKind.UNAVAILABLE, "unavailable", "It is unavailable."));
    target.introspect(TOKEN);

    assertThat(failed.failed()).isTrue();
    assertThat(questions).hasSize(2);
  }

  @Test
  void introspectShouldNotJoinAQuestionThatWasAskedTooLongAgo() {
    target.introspect(TOKEN);
    clock.advance(Duration.ofSeconds(30));
    Future<Optional<Identity>> second = target.introspect(TOKEN);
    questions.get(0).complete(identity(Duration.ofDays(1)));

    assertThat(questions).hasSize(2);
    assertThat(second.isComplete()).isFalse();
  }
}
