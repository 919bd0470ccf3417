package dev.flightwatch.standalone.races;

import static dev.flightwatch.standalone.races.RaceOperation.DELETE;
import static dev.flightwatch.standalone.races.RaceOperation.DELETE_DISCONNECTED;
import static dev.flightwatch.standalone.races.RaceOperation.FOLLOW;
import static dev.flightwatch.standalone.races.RaceOperation.RECONCILE;
import static dev.flightwatch.standalone.races.RaceOperation.RECONCILE_DISCONNECTED;
import static dev.flightwatch.standalone.races.RaceOperation.REGISTER;
import static dev.flightwatch.standalone.races.RaceOperation.RELAY;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies that a deleted user leaves no data, and that the next user with the same address
 * inherits none: in every order of the steps of any two operations, and in random orders of more.
 */
class RaceIT {
  private static final Logger log = LoggerFactory.getLogger(RaceIT.class);
  private static final int SHORT_RUN_ORDERS = 60;
  private static final int LONG_RUN_ORDERS = 1_000;

  private static RaceRig rig;

  @BeforeAll
  static void open() {
    rig = new RaceRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  /**
   * All pairs, with two exceptions: a disconnected deletion is not combined with another deletion,
   * and a disconnected reconciliation is combined with a follow only.
   */
  static Stream<List<RaceOperation>> pairs() {
    return Stream.of(RaceOperation.values())
        .flatMap(
            one ->
                Stream.of(RaceOperation.values())
                    .filter(other -> other.compareTo(one) >= 0)
                    .map(other -> List.of(one, other)))
        .filter(pair -> !pair.containsAll(List.of(DELETE, DELETE_DISCONNECTED)))
        .filter(pair -> pair.contains(FOLLOW) || !pair.contains(RECONCILE_DISCONNECTED))
        .filter(pair -> !pair.equals(List.of(DELETE_DISCONNECTED, DELETE_DISCONNECTED)));
  }

  static Stream<List<RaceOperation>> sets() {
    return Stream.of(
        List.of(FOLLOW, DELETE, REGISTER),
        List.of(FOLLOW, DELETE, RECONCILE),
        List.of(DELETE, RELAY, RELAY),
        List.of(DELETE, REGISTER, FOLLOW),
        List.of(FOLLOW, DELETE, REGISTER, FOLLOW),
        List.of(FOLLOW, DELETE, REGISTER, RECONCILE));
  }

  @Test
  void nothingShouldRemainOrBeInheritedInEveryOrderOfEachPair() {
    long start = System.nanoTime();
    int orders = pairs().mapToInt(RaceIT::runEveryOrder).sum();
    log.info("{} orders of {} pairs in {} ms", orders, pairs().count(), millisSince(start));
  }

  private static int runEveryOrder(List<RaceOperation> pair) {
    boolean equal = pair.get(0) == pair.get(1);
    boolean earlierUser = pair.contains(RELAY);
    ExhaustiveScheduler every = new ExhaustiveScheduler();
    int orders = 0;
    do {
      rig.run(
          new RaceRig.Plan(
              pair, earlierUser, every, ServiceLink.RELIABLE, () -> Duration.ofMillis(1)),
          "");
      orders++;
      // With equal operations, the second half of the orders repeats the first half.
    } while (every.next() && !(equal && every.first() == 1));
    return orders;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void nothingShouldRemainOrBeInheritedInRandomOrders(List<RaceOperation> set) {
    runRandomOrders(set, SHORT_RUN_ORDERS, 3);
  }

  @Tag("chaos")
  @ParameterizedTest
  @MethodSource("sets")
  void nothingShouldRemainOrBeInheritedInManyRandomOrders(List<RaceOperation> set) {
    long seed = Long.getLong("chaos.seed", 0);
    double scale = Double.parseDouble(System.getProperty("chaos.scale", "1"));
    runRandomOrders(
        set, (int) Math.ceil(LONG_RUN_ORDERS * scale), seed == 0 ? System.nanoTime() : seed);
  }

  private static void runRandomOrders(List<RaceOperation> set, int orders, long seed) {
    long start = System.nanoTime();
    for (int i = 0; i < orders; i++) {
      rig.run(plan(set, new Random(seed + i)), ", chaos.seed " + (seed + i));
    }
    log.info("{} orders of {}, chaos.seed {}, {} ms", orders, set, seed, millisSince(start));
  }

  /** One random order, with lost messages and with steps in the same millisecond. */
  private static RaceRig.Plan plan(List<RaceOperation> set, Random random) {
    // The first numbers of neighbouring seeds are similar.
    random.nextInt();
    ServiceLink link = new ServiceLink(() -> random.nextInt(8) == 0, () -> random.nextInt(8) == 0);
    return new RaceRig.Plan(
        set,
        random.nextBoolean(),
        random::nextInt,
        link,
        () -> Duration.ofMillis(random.nextInt(2)));
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
