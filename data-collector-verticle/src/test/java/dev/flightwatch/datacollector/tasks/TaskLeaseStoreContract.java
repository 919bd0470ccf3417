package dev.flightwatch.datacollector.tasks;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TaskLeaseStore}. */
public interface TaskLeaseStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  /** Returns an empty store, the same one throughout a test. */
  TaskLeaseStore store();

  private static TaskLease lease(String holder, Instant from) {
    return new TaskLease("sweep", holder, from.plusSeconds(30));
  }

  private boolean claim(String holder, Instant now) {
    return await(store().claim(lease(holder, now), now));
  }

  @Test
  default void claimShouldFailUntilTheLeaseHasExpired() {
    assertThat(claim("a", NOON)).isTrue();
    assertThat(claim("b", NOON.plusSeconds(30))).isFalse();
    assertThat(await(store().claim(new TaskLease("other", "b", NOON), NOON))).isTrue();
    assertThat(claim("b", NOON.plusSeconds(31))).isTrue();
  }

  @Test
  default void claimShouldFailUntilTheNextRunIsDue() {
    // given
    claim("a", NOON);

    // when
    await(store().release(lease("a", NOON), NOON.plusSeconds(60)));

    // then
    assertThat(claim("b", NOON.plusSeconds(59))).isFalse();
    assertThat(claim("b", NOON.plusSeconds(60))).isTrue();
  }

  @Test
  default void claimShouldSucceedOnceWhenTwentyRunConcurrently() {
    // when
    List<Future<Boolean>> claims =
        IntStream.range(0, 20).mapToObj(i -> store().claim(lease("h" + i, NOON), NOON)).toList();

    // then
    assertThat(claims.stream().filter(claim -> await(claim))).hasSize(1);
  }

  @Test
  default void renewShouldExtendTheLease() {
    // given
    claim("a", NOON);

    // when
    boolean held = await(store().renew(lease("a", NOON.plusSeconds(20))));

    // then
    assertThat(held).isTrue();
    assertThat(claim("b", NOON.plusSeconds(50))).isFalse();
    assertThat(claim("b", NOON.plusSeconds(51))).isTrue();
  }

  @Test
  default void renewAndReleaseShouldDoNothingWhenAnotherHolderHasTheLease() {
    // given
    claim("a", NOON);
    claim("b", NOON.plusSeconds(31));

    // then
    assertThat(await(store().renew(lease("a", NOON.plusSeconds(31))))).isFalse();
    await(store().release(lease("a", NOON), NOON));
    assertThat(claim("c", NOON.plusSeconds(61))).isFalse();
  }
}
