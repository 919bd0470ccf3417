package dev.flightwatch.datacollector.aircraft;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.AircraftState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link AircraftStore}. */
public interface AircraftStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  /** Returns an empty store, the same one throughout a test. */
  AircraftStore store();

  private static Positions positions(Instant at, String callsign) {
    return new Positions(
        at,
        at.plusSeconds(120),
        List.of(
            new AircraftState("4ca8e5", callsign, 37.5, -15.125, 7315.2, 0.0, 318.5, false, at),
            new AircraftState("300021", null, 37, 15, null, null, null, true, Instant.EPOCH)));
  }

  private WatchedAirport licc() {
    return await(store().find(LICC)).orElseThrow();
  }

  @Test
  default void findShouldReturnWhatWasWatchedClaimedAndSaved() {
    // given
    Positions positions = positions(NOON, "<b>\"x</b>");
    assertThat(await(store().find(LICC))).isEmpty();

    // when
    await(store().watch(LICC, NOON));
    WatchedAirport watched = licc();
    await(store().claim(LICC, NOON, NOON.plusMillis(7)));
    await(store().save(LICC, NOON.plusMillis(7), positions));
    await(store().watch(LICC, NOON.plusSeconds(15)));

    // then
    assertThat(watched).isEqualTo(new WatchedAirport(NOON, Instant.EPOCH, Optional.empty()));
    assertThat(licc())
        .isEqualTo(
            new WatchedAirport(NOON.plusSeconds(15), NOON.plusMillis(7), Optional.of(positions)));
    assertThat(await(store().find(EDDF))).isEmpty();
  }

  @Test
  default void claimShouldSucceedOnceInAPeriodWhenTwentyTry() {
    // given
    await(store().watch(LICC, NOON));

    for (int period = 0; period < 3; period++) {
      // when
      Instant now = NOON.plusSeconds(15 * period);
      List<Future<Boolean>> claims =
          IntStream.range(0, 20)
              .mapToObj(i -> store().claim(LICC, now.minusSeconds(15), now))
              .toList();

      // then
      assertThat(claims.stream().filter(claim -> await(claim))).hasSize(1);
    }
  }

  @Test
  default void claimShouldFailWhenNobodyWatchesTheAirport() {
    assertThat(await(store().claim(LICC, NOON, NOON))).isFalse();
    assertThat(await(store().find(LICC))).isEmpty();
  }

  @Test
  default void saveShouldNotReplaceThePositionsOfALaterClaim() {
    // given
    await(store().watch(LICC, NOON));
    await(store().claim(LICC, NOON, NOON));
    await(store().claim(LICC, NOON, NOON.plusSeconds(15)));
    await(store().save(LICC, NOON.plusSeconds(15), positions(NOON.plusSeconds(14), "LATER")));

    // when
    await(store().save(LICC, NOON, positions(NOON, "EARLIER")));

    // then
    assertThat(licc().positions()).contains(positions(NOON.plusSeconds(14), "LATER"));
  }

  @Test
  default void countAndDeleteShouldBeByTheTimeOfTheWatch() {
    // given
    await(store().watch(LICC, NOON));
    await(store().watch(EDDF, NOON.plusSeconds(10)));

    // then
    assertThat(await(store().countWatched(NOON.minusMillis(1)))).isEqualTo(2);
    assertThat(await(store().countWatched(NOON))).isEqualTo(1);
    assertThat(await(store().deleteWatchedBefore(NOON))).isZero();
    assertThat(await(store().deleteWatchedBefore(NOON.plusMillis(1)))).isEqualTo(1);
    assertThat(await(store().find(LICC))).isEmpty();
    assertThat(await(store().find(EDDF))).isPresent();
  }
}
