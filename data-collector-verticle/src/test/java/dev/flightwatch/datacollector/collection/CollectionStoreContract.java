package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What any store of the collection's progress does. */
public interface CollectionStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  Duration LIFE = Duration.ofSeconds(30);

  /** An empty store; the same one for all calls of a test. */
  CollectionStore store();

  private static Lease lease(String owner, Instant from) {
    return new Lease("LICC", owner, from.plus(LIFE));
  }

  private Optional<Progress> claim(String owner, Instant now) {
    return await(store().claim(lease(owner, now), now, now));
  }

  private Progress known() {
    return await(store().progress("LICC")).orElseThrow();
  }

  @Test
  default void claimShouldBeginAnAirportThatWasNeverClaimed() {
    // when
    Optional<Progress> before = await(store().progress("LICC"));
    Optional<Progress> claimed = claim("a", NOON);

    // then
    assertThat(before).isEmpty();
    assertThat(claimed).contains(Progress.begun(NOON));
    assertThat(known()).isEqualTo(Progress.begun(NOON));
  }

  @Test
  default void claimShouldBeRefusedWhileALeaseLives() {
    // given
    claim("a", NOON);

    // then
    assertThat(claim("b", NOON.plusSeconds(1))).isEmpty();
    assertThat(claim("b", NOON.plus(LIFE))).isEmpty();
    assertThat(claim("b", NOON.plus(LIFE).plusMillis(1))).contains(Progress.begun(NOON));
  }

  @Test
  default void claimShouldBeRefusedUntilTheAirportIsDue() {
    // given
    claim("a", NOON);
    Instant due = NOON.plusSeconds(600);
    await(store().advance(lease("a", NOON).released(), Progress.begun(NOON).withNextDue(due)));

    // then
    assertThat(claim("b", due.minusMillis(1))).isEmpty();
    assertThat(await(store().claim(lease("b", NOON), due, NOON.plusSeconds(1)))).isPresent();
  }

  @Test
  default void claimShouldBeGivenToOneWhenTwentyAskInParallel() {
    // when
    List<Future<Optional<Progress>>> claims =
        IntStream.range(0, 20)
            .mapToObj(i -> store().claim(lease("owner" + i, NOON), NOON, NOON))
            .toList();

    // then
    assertThat(claims.stream().filter(claim -> await(claim).isPresent())).hasSize(1);
  }

  @Test
  default void claimShouldBeGivenToOneWhenTwentyAskForWhatIsKnownInParallel() {
    // given
    claim("a", NOON);
    Instant later = NOON.plusSeconds(60);

    // when
    List<Future<Optional<Progress>>> claims =
        IntStream.range(0, 20)
            .mapToObj(i -> store().claim(lease("owner" + i, later), later, later))
            .toList();

    // then
    assertThat(claims.stream().filter(claim -> await(claim).isPresent())).hasSize(1);
  }

  @Test
  default void renewShouldLengthenTheLease() {
    // given
    claim("a", NOON);

    // when
    boolean held = await(store().renew(lease("a", NOON.plusSeconds(20))));

    // then
    assertThat(held).isTrue();
    assertThat(claim("b", NOON.plusSeconds(50))).isEmpty();
    assertThat(claim("b", NOON.plusSeconds(51))).isPresent();
  }

  @Test
  default void renewShouldBeRefusedWhenAnotherHasTheLease() {
    // given
    claim("a", NOON);
    Instant later = NOON.plusSeconds(31);
    claim("b", later);

    // when
    boolean held = await(store().renew(lease("a", later.plusSeconds(600))));

    // then
    assertThat(held).isFalse();
    assertThat(claim("c", later.plusSeconds(31))).isPresent();
    assertThat(await(store().renew(new Lease("KJFK", "a", later)))).isFalse();
  }

  @Test
  default void advanceShouldStoreTheProgressWhole() {
    // given
    claim("a", NOON);
    Progress moved =
        new Progress(
            NOON,
            NOON.plusSeconds(600),
            Optional.of(NOON.plusMillis(1)),
            Optional.of(NOON.plusMillis(2)),
            List.of(LocalDate.parse("2026-03-08"), LocalDate.parse("2026-03-09")));

    // when
    boolean kept = await(store().advance(lease("a", NOON).released(), moved));

    // then
    assertThat(kept).isTrue();
    assertThat(known()).isEqualTo(moved);
    assertThat(claim("b", NOON.plusSeconds(600))).contains(moved);
  }

  @Test
  default void advanceShouldStoreNothingWhenAnotherHasTheLease() {
    // given
    claim("a", NOON);
    Instant later = NOON.plusSeconds(31);
    claim("b", later);

    // when
    boolean kept =
        await(
            store()
                .advance(
                    lease("a", later).released(),
                    Progress.begun(NOON).withNextDue(later.plusSeconds(600)).read(later, later)));

    // then
    assertThat(kept).isFalse();
    assertThat(known()).isEqualTo(Progress.begun(NOON));
    assertThat(claim("c", later.plusSeconds(1))).isEmpty();
  }

  @Test
  default void advanceShouldKeepTheLeaseUntilItsEnd() {
    // given
    claim("a", NOON);

    // when
    await(store().advance(lease("a", NOON.plusSeconds(20)), Progress.begun(NOON)));

    // then
    assertThat(claim("b", NOON.plusSeconds(50))).isEmpty();
    assertThat(claim("b", NOON.plusSeconds(51))).isPresent();
  }

  @Test
  default void progressShouldNameTheAirportsThatWereClaimed() {
    // given
    claim("a", NOON);
    Progress moved = Progress.begun(NOON).withNextDue(NOON.plusSeconds(600)).read(NOON, NOON);
    await(store().advance(lease("a", NOON).released(), moved));
    await(store().claim(new Lease("LIRF", "a", NOON), NOON, NOON));

    // then
    assertThat(await(store().progress(List.of("LICC", "NEW1", "LIRF"))))
        .isEqualTo(Map.of("LICC", moved, "LIRF", Progress.begun(NOON)));
    assertThat(await(store().progress(List.of()))).isEmpty();
  }

  @Test
  default void readUntilShouldNameOnlyAirportsThatWereRead() {
    // given
    Lease licc = new Lease("LICC", "a", NOON);
    await(store().claim(licc, NOON, NOON));
    await(store().advance(licc.released(), Progress.begun(NOON).read(NOON.plusMillis(5), NOON)));
    await(store().claim(new Lease("LIRF", "a", NOON), NOON, NOON));

    // when
    Map<String, Instant> readUntil = await(store().readUntil(List.of("LICC", "LIRF", "EDDF")));

    // then
    assertThat(readUntil).containsExactly(Map.entry("LICC", NOON.plusMillis(5)));
  }
}
