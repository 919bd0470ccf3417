package dev.flightwatch.standalone.races;

import static dev.flightwatch.standalone.races.Operation.DELETE;
import static dev.flightwatch.standalone.races.Operation.DELETE_UNTOLD;
import static dev.flightwatch.standalone.races.Operation.FOLLOW;
import static dev.flightwatch.standalone.races.Operation.RECONCILE;
import static dev.flightwatch.standalone.races.Operation.RECONCILE_UNKNOWING;
import static dev.flightwatch.standalone.races.Operation.REGISTER;
import static dev.flightwatch.standalone.races.Operation.RELAY;

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
 * A deleted user leaves nothing behind, and the next one with the address inherits nothing: in
 * every order of the steps of any two operations, and in samples of the orders of more.
 */
class RaceTest {
  private static final Logger log = LoggerFactory.getLogger(RaceTest.class);
  private static final int QUICK = 60;
  private static final int LONG = 1_000;

  private static RaceRig rig;

  @BeforeAll
  static void open() {
    rig = new RaceRig();
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  /** Of two operations that are cut off one is enough, and what is asked in vain meets follows. */
  static Stream<List<Operation>> pairs() {
    return Stream.of(Operation.values())
        .flatMap(
            one ->
                Stream.of(Operation.values())
                    .filter(other -> other.compareTo(one) >= 0)
                    .map(other -> List.of(one, other)))
        .filter(pair -> !pair.containsAll(List.of(DELETE, DELETE_UNTOLD)))
        .filter(pair -> pair.contains(FOLLOW) || !pair.contains(RECONCILE_UNKNOWING))
        .filter(pair -> !pair.equals(List.of(DELETE_UNTOLD, DELETE_UNTOLD)));
  }

  static Stream<List<Operation>> sets() {
    return Stream.of(
        List.of(FOLLOW, DELETE, REGISTER),
        List.of(FOLLOW, DELETE, RECONCILE),
        List.of(DELETE, RELAY, RELAY),
        List.of(DELETE, REGISTER, FOLLOW),
        List.of(FOLLOW, DELETE, REGISTER, FOLLOW),
        List.of(FOLLOW, DELETE, REGISTER, RECONCILE));
  }

  @Test
  void nothingShouldStayOrBeInheritedInEveryOrderOfEachPair() {
    long start = System.nanoTime();
    int orders = pairs().mapToInt(RaceTest::runEveryOrder).sum();
    log.info("{} orders of {} pairs in {} ms", orders, pairs().count(), millisSince(start));
  }

  private static int runEveryOrder(List<Operation> pair) {
    boolean twins = pair.get(0) == pair.get(1);
    boolean earlierLife = pair.contains(RELAY);
    EveryOrder every = new EveryOrder();
    int orders = 0;
    do {
      rig.run(
          new RaceRig.Plan(pair, earlierLife, every, Line.GOOD, () -> Duration.ofMillis(1)), "");
      orders++;
      // With twins, the second half of the orders is the first half once more.
    } while (every.next() && !(twins && every.first() == 1));
    return orders;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void nothingShouldStayOrBeInheritedInSampledOrders(List<Operation> set) {
    sample(set, QUICK, 3);
  }

  @Tag("chaos")
  @ParameterizedTest
  @MethodSource("sets")
  void nothingShouldStayOrBeInheritedInManySampledOrders(List<Operation> set) {
    long seed = Long.getLong("chaos.seed", 0);
    double scale = Double.parseDouble(System.getProperty("chaos.scale", "1"));
    sample(set, (int) Math.ceil(LONG * scale), seed == 0 ? System.nanoTime() : seed);
  }

  private static void sample(List<Operation> set, int orders, long seed) {
    long start = System.nanoTime();
    for (int i = 0; i < orders; i++) {
      rig.run(plan(set, new Random(seed + i)), ", chaos.seed " + (seed + i));
    }
    log.info("{} orders of {}, chaos.seed {}, {} ms", orders, set, seed, millisSince(start));
  }

  /** One order, in which messages get lost now and then and steps fall on the same millisecond. */
  private static RaceRig.Plan plan(List<Operation> set, Random random) {
    // Seeds that are neighbours begin alike.
    random.nextInt();
    Line line = new Line(() -> random.nextInt(8) == 0, () -> random.nextInt(8) == 0);
    return new RaceRig.Plan(
        set,
        random.nextBoolean(),
        random::nextInt,
        line,
        () -> Duration.ofMillis(random.nextInt(2)));
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
