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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
    target = target(vertx, clock);
  }

  private CachedIntrospection target(Vertx vertx, Clock time) {
    return new CachedIntrospection(
        token -> {
          Promise<Optional<Identity>> question = Promise.promise();
          questions.add(question);
          return question.future();
        },
        new CacheMetrics(Meters.of(vertx), "test"),
        time);
  }

  /** Does something the first time it is read. */
  private static final class InterruptedClock extends Clock {
    private final AtomicReference<Runnable> meanwhile;

    InterruptedClock(AtomicReference<Runnable> meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Instant instant() {
      Optional.ofNullable(meanwhile.getAndSet(null)).ifPresent(Runnable::run);
      return NOW;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("times are in UTC");
    }
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
  void introspectShouldFailWhenTheSourceThrows(Vertx vertx) {
    CachedIntrospection throwing =
        new CachedIntrospection(
            token -> {
              throw new IllegalStateException("no source");
            },
            new CacheMetrics(Meters.of(vertx), "test"),
            clock);

    assertThat(throwing.introspect(TOKEN).cause()).hasMessage("no source");
  }

  /** The clock is read between the look-up in the cache and the question. */
  @Test
  void introspectShouldJoinAQuestionThatIsAskedAtTheSameTime(Vertx vertx) {
    // given
    AtomicReference<Runnable> meanwhile = new AtomicReference<>();
    CachedIntrospection joining = target(vertx, new InterruptedClock(meanwhile));
    meanwhile.set(() -> joining.introspect(TOKEN));

    // when
    joining.introspect(TOKEN);

    // then
    assertThat(questions).hasSize(1);
    assertThat(lookUps(vertx, "hit")).isEqualTo(1);
  }

  @Test
  void introspectShouldForgetTokensWhenThereAreTooMany() {
    // given
    int tokens = 20_000;
    askAbout(tokens);

    // when
    askAbout(tokens);

    // then
    assertThat(questions).hasSizeGreaterThan(tokens + tokens / 2 - 1_000);
  }

  private void askAbout(int tokens) {
    for (int i = 0; i < tokens; i++) {
      target.introspect(TokenHash.of("token-" + i));
      questions.get(questions.size() - 1).tryComplete(identity(Duration.ofDays(1)));
    }
  }

  @Test
  void introspectShouldCountHitsAndMisses(Vertx vertx) {
    // when: a miss, a joined question, a remembered reply
    target.introspect(TOKEN);
    target.introspect(TOKEN);
    questions.get(0).complete(identity(Duration.ofDays(1)));
    target.introspect(TOKEN);

    // then
    assertThat(lookUps(vertx, "miss")).isEqualTo(1);
    assertThat(lookUps(vertx, "hit")).isEqualTo(2);
  }

  private static double lookUps(Vertx vertx, String result) {
    Meters meters = Meters.of(vertx);
    return meters
        .registry()
        .get(meters.name("cache_requests_total"))
        .tags("cache", "test", "result", result)
        .counter()
        .count();
  }

  @Test
  void ofShouldReturnOneCacheForEachServiceOfAProcess(Vertx vertx) {
    TokenIntrospection source = token -> Future.succeededFuture(Optional.empty());

    CachedIntrospection orders = CachedIntrospection.of(vertx, "orders", source);

    assertThat(CachedIntrospection.of(vertx, "orders", source)).isSameAs(orders);
    assertThat(CachedIntrospection.of(vertx, "things", source)).isNotSameAs(orders);
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
