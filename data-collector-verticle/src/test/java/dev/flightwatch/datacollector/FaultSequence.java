package dev.flightwatch.datacollector;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Things that befall some airports, one after the other; the same ones for the same seed. */
record FaultSequence(long seed, List<Step> steps) {
  static final int USERS = 3;

  private static final Duration LATE = Duration.ofMillis(50);
  private static final Duration FOR_EVER = Duration.ofMinutes(1);

  /** At the API, a 404 is an answer, and not a fault. */
  private static final List<Fault> STATUSES =
      Stream.concat(
              Stream.of(400, 401, 403, 404, 429, 500, 502, 503, 504).map(Fault::status),
              Stream.of(Fault.tooManyRequests(1)))
          .toList();

  /** So is one that comes late. */
  private static final List<Fault> OTHERS =
      List.of(
          Fault.slow(LATE),
          Fault.slow(FOR_EVER),
          Fault.of(FaultKind.DROP),
          Fault.of(FaultKind.DROP_AFTER_HEADERS),
          Fault.of(FaultKind.TRUNCATED_JSON),
          Fault.of(FaultKind.HTML),
          Fault.of(FaultKind.GARBAGE));

  /** Airports by what OpenSky knows of them. */
  enum Place {
    QUIET,
    BUSY,
    SILENT
  }

  /** One thing that happens. */
  sealed interface Step {
    record SwitchOn(Fault fault) implements Step {}

    /** The fault of the API that only the calls about one airport meet. */
    record SwitchOnFor(Place place, Fault fault) implements Step {}

    record ClearFaults() implements Step {}

    record ExpireTokens() implements Step {}

    record Follow(int user, Place place) implements Step {}

    record AwaitPoll(Place place) implements Step {}
  }

  static FaultSequence of(long seed) {
    Random random = new Random(seed);
    // Seeds that are neighbours begin alike.
    random.nextInt();
    List<Step> steps = new ArrayList<>();
    int length = 3 + random.nextInt(4);
    while (steps.size() < length) {
      steps.add(step(steps, random));
    }
    return new FaultSequence(seed, List.copyOf(steps));
  }

  private static Step step(List<Step> before, Random random) {
    int die = random.nextInt(20);
    if (die < 7) {
      return fault(random);
    }
    if (die < 9) {
      return die < 8 ? new Step.ClearFaults() : new Step.ExpireTokens();
    }
    List<Place> followed =
        before.stream()
            .filter(Step.Follow.class::isInstance)
            .map(step -> ((Step.Follow) step).place())
            .toList();
    Place known = followed.isEmpty() ? null : anyOf(followed, random);
    Place any = anyOf(List.of(Place.values()), random);
    if (die < 14 || known == null) {
      return new Step.Follow(
          random.nextInt(USERS), known == null || random.nextBoolean() ? any : known);
    }
    return new Step.AwaitPoll(known);
  }

  private static Step fault(Random random) {
    FaultTarget door = random.nextInt(3) == 0 ? FaultTarget.TOKEN : FaultTarget.API;
    Fault any = anyOf(random.nextBoolean() ? STATUSES : OTHERS, random).on(door);
    Fault fault = random.nextInt(5) < 2 ? any.times(1 + random.nextInt(4)) : any;
    return door == FaultTarget.API && random.nextInt(3) == 0
        ? new Step.SwitchOnFor(anyOf(List.of(Place.values()), random), fault)
        : new Step.SwitchOn(fault);
  }

  /** Every way in which a call at a door can come to nothing. */
  static Stream<Fault> every(FaultTarget door) {
    return Stream.concat(STATUSES.stream(), OTHERS.stream())
        .filter(fault -> door == FaultTarget.TOKEN || fault.status() != 404)
        .filter(fault -> !fault.delay().equals(LATE))
        .map(fault -> fault.on(door));
  }

  private static <T> T anyOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
