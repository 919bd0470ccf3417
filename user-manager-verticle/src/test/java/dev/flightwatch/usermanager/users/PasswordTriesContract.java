package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests that every {@link PasswordTries} passes. */
public interface PasswordTriesContract {
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  String NETWORK = "192.0.2.1";

  PasswordTries target();

  @Test
  default void reserveShouldRefuseAddressAtItsLimitWithoutCountingTheNetwork() {
    // given
    reserve(20, i -> of("ada@example.com", NOW));

    // when
    List<Map<String, Instant>> others = reserve(91, i -> of("user" + i + "@example.com", NOW));

    // then
    assertThat(refused("ada@example.com", NOW))
        .containsKey(of("ada@example.com", NOW).addressKey())
        .containsValue(NOW.plus(PasswordTry.WINDOW));
    assertThat(others)
        .filteredOn(full -> !full.isEmpty())
        .containsExactly(
            Map.of(of("any@example.com", NOW).networkKey(), NOW.plus(PasswordTry.WINDOW)));
    assertThat(reserve(PasswordTry.of(email("ada@example.com"), "192.0.2.2", NOW))).isEmpty();
  }

  @Test
  default void reserveShouldCountTheWiderNetworkOfIpv6ClientsToo() {
    // when
    List<Map<String, Instant>> ofAddress =
        reserve(100, i -> from("2001:db8:1:%d::/64".formatted(i), "ada@example.com"));
    List<Map<String, Instant>> ofNetworks =
        IntStream.range(0, 9)
            .mapToObj(
                batch ->
                    reserve(
                        100,
                        i ->
                            from(
                                "2001:db8:2:%d%02d::/64".formatted(batch, i),
                                "user" + batch + "." + i + "@example.com")))
            .flatMap(List::stream)
            .toList();

    // then
    assertThat(ofAddress).filteredOn(Map::isEmpty).hasSize(8 * PasswordTry.PER_ADDRESS);
    assertThat(ofNetworks).filteredOn(Map::isEmpty).hasSize(8 * PasswordTry.PER_NETWORK);
    assertThat(reserve(from("2001:db8:3::/64", "ada@example.com"))).isEmpty();
  }

  private static PasswordTry from(String network, String email) {
    return PasswordTry.of(email(email), network, NOW);
  }

  @Test
  default void reserveShouldGrantExactlyTheLimitWhenTriesAreParallel() {
    List<Map<String, Instant>> results = reserve(60, i -> of("ada@example.com", NOW));

    assertThat(results).filteredOn(Map::isEmpty).hasSize(PasswordTry.PER_ADDRESS);
  }

  @Test
  default void reserveShouldStartAgainWhenWindowHasEnded() {
    // given
    Instant last = NOW.plus(PasswordTry.WINDOW).minusMillis(1);
    reserve(of("ada@example.com", NOW));
    reserve(9, i -> of("ada@example.com", last));

    // then
    assertThat(refused("ada@example.com", last)).isNotEmpty();
    assertThat(reserve(of("ada@example.com", NOW.plus(PasswordTry.WINDOW)))).isEmpty();
  }

  @Test
  default void findFullShouldReturnKeysWithoutTriesLeftInTheirWindow() {
    // given
    PasswordTry ada = of("ada@example.com", NOW);
    reserve(9, i -> ada);
    Map<String, Instant> withOneLeft = target().findFull(ada).await();
    reserve(ada);
    reserve(90, i -> of("user" + i + "@example.com", NOW));
    Instant resetsAt = NOW.plus(PasswordTry.WINDOW);

    // then
    assertThat(withOneLeft).isEmpty();
    assertThat(target().findFull(ada).await())
        .isEqualTo(Map.of(ada.addressKey(), resetsAt, ada.networkKey(), resetsAt));
    assertThat(target().findFull(of("bob@example.com", NOW)).await())
        .containsOnlyKeys(ada.networkKey());
    assertThat(target().findFull(of("ada@example.com", resetsAt)).await()).isEmpty();
  }

  @Test
  default void giveBackShouldAllowOneMoreTry() {
    // given
    reserve(10, i -> of("ada@example.com", NOW));

    // when
    target().giveBack(of("ada@example.com", NOW)).await();

    // then
    assertThat(reserve(of("ada@example.com", NOW))).isEmpty();
    assertThat(refused("ada@example.com", NOW)).isNotEmpty();
  }

  @Test
  default void giveBackShouldChangeNothingWhenAnotherWindowHasBegun() {
    // given
    Instant later = NOW.plus(PasswordTry.WINDOW);
    reserve(of("ada@example.com", NOW));
    reserve(10, i -> of("ada@example.com", later));

    // when
    target().giveBack(of("ada@example.com", NOW)).await();

    // then
    assertThat(refused("ada@example.com", later)).isNotEmpty();
  }

  @Test
  default void deleteResetBeforeShouldDeleteOldKeysUpToLimit() {
    // given
    reserve(of("ada@example.com", NOW));
    Instant end = NOW.plus(PasswordTry.WINDOW);

    // then
    assertThat(target().deleteResetBefore(end, 10).await()).isZero();
    for (int count : new int[] {1, 1, 0}) {
      Instant later = end.plus(Duration.ofSeconds(1));
      assertThat(target().deleteResetBefore(later, 1).await()).isEqualTo(count);
    }
  }

  private Map<String, Instant> refused(String email, Instant at) {
    return reserve(of(email, at));
  }

  private Map<String, Instant> reserve(PasswordTry reserved) {
    return target().reserve(reserved).await();
  }

  private List<Map<String, Instant>> reserve(int count, IntFunction<PasswordTry> reserved) {
    List<Future<Map<String, Instant>>> results =
        IntStream.range(0, count).mapToObj(i -> target().reserve(reserved.apply(i))).toList();
    Future.all(results).await();
    return results.stream().map(Future::result).toList();
  }

  private static PasswordTry of(String email, Instant at) {
    return PasswordTry.of(email(email), NETWORK, at);
  }

  private static EmailAddress email(String text) {
    return new EmailAddress(text);
  }
}
