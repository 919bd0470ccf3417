package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryIdempotencyStoreTest implements IdempotencyStoreContract {
  private final SettableClock clock = new SettableClock("2026-03-01T10:00:00Z");
  private final MemoryIdempotencyStore target =
      new MemoryIdempotencyStore(Duration.ofSeconds(300), 100, clock);

  @Override
  public IdempotencyStore target() {
    return target;
  }

  @Override
  public void outliveTimeToLive() {
    clock.advance(Duration.ofSeconds(301));
  }

  @Test
  void findShouldReturnTheResponseUntilItsExpiryEvenWhenItIsReadAndRecordedAgain() {
    // given
    target.record("a", Buffer.buffer("first"));

    // when
    clock.advance(Duration.ofSeconds(299));
    boolean before = target.find("a").result().isPresent();
    target.record("a", Buffer.buffer("second"));
    clock.advance(Duration.ofSeconds(2));

    // then
    assertThat(before).isTrue();
    assertThat(target.find("a").result()).isEmpty();
  }

  @Test
  void recordShouldKeepTheNewestAndDiscardTheOldestWhenTheStoreIsFull() {
    // when
    IntStream.range(0, 1000)
        .forEach(i -> target.record(Integer.toString(i), Buffer.buffer("response")));

    // then
    List<Integer> kept =
        IntStream.range(0, 1000)
            .filter(i -> target.find(Integer.toString(i)).result().isPresent())
            .boxed()
            .toList();
    assertThat(kept)
        .hasSizeLessThanOrEqualTo(100)
        .containsAll(IntStream.range(925, 1000).boxed().toList());
  }

  @Test
  void recordShouldKeepEachResponseUntilItsExpiryWhenOthersAreRecorded() {
    // given
    target.record("first", Buffer.buffer("response"));

    // when
    for (int i = 0; i < 29; i++) {
      clock.advance(Duration.ofSeconds(10));
      target.record(Integer.toString(i), Buffer.buffer("response"));
    }

    // then
    assertThat(target.find("first").result()).isPresent();
  }
}
