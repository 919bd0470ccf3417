package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryIdempotencyStoreTest implements IdempotencyStoreContract {
  private final HandMovedClock clock = new HandMovedClock();
  private final MemoryIdempotencyStore target =
      new MemoryIdempotencyStore(Duration.ofSeconds(300), 100, clock);

  @Override
  public IdempotencyStore target() {
    return target;
  }

  @Override
  public void outliveTimeToLive() {
    clock.now = clock.now.plusSeconds(301);
  }

  @Test
  void findShouldGiveTheAnswerUntilItsTimeIsOverEvenWhenItIsAskedForAndRecordedAgain() {
    // given
    target.record("a", Buffer.buffer("first"));

    // when
    clock.now = clock.now.plusSeconds(299);
    boolean before = target.find("a").result().isPresent();
    target.record("a", Buffer.buffer("second"));
    clock.now = clock.now.plusSeconds(2);

    // then
    assertThat(before).isTrue();
    assertThat(target.find("a").result()).isEmpty();
  }

  @Test
  void recordShouldForgetAnswersWhenThereAreMoreThanItsBound() {
    // when
    IntStream.range(0, 1000)
        .forEach(i -> target.record(Integer.toString(i), Buffer.buffer("answer")));

    // then
    assertThat(
            IntStream.range(0, 1000)
                .filter(i -> target.find(Integer.toString(i)).result().isPresent()))
        .hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void recordShouldKeepTheNewestWhenThereAreMoreThanItsBound() {
    // when
    IntStream.range(0, 1000)
        .forEach(i -> target.record(Integer.toString(i), Buffer.buffer("answer")));

    // then
    assertThat(IntStream.range(925, 1000))
        .allMatch(i -> target.find(Integer.toString(i)).result().isPresent());
  }

  @Test
  void recordShouldKeepEachAnswerForItsTimeWhenOthersCome() {
    // given
    target.record("first", Buffer.buffer("answer"));

    // when
    for (int i = 0; i < 29; i++) {
      clock.now = clock.now.plusSeconds(10);
      target.record(Integer.toString(i), Buffer.buffer("answer"));
    }

    // then
    assertThat(target.find("first").result()).isPresent();
  }

  private static final class HandMovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("always UTC");
    }
  }
}
