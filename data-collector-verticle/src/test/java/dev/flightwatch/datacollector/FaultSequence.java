package dev.flightwatch.datacollector;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.FaultTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A sequence of faults and follows; the same seed gives the same sequence. */
record FaultSequence(long seed, List<Step> steps) {
  static final int USERS = 3;

  private static final Duration LATE = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofMinutes(1);

  /** At the API, a 404 is a valid response. */
  private static final List<Fault> STATUSES =
      Stream.concat(
              Stream.of(400, 401, 403, 404, 429, 500, 502, 503, 504).map(Fault::status),
              Stream.of(Fault.tooManyRequests(1)))
          .toList();

  /** So is one that is late. */
  private static final List<Fault> OTHERS =
      List.of(
          Fault.slow(LATE),
          Fault.slow(NEVER),
          Fault.of(FaultKind.DROP),
          Fault.of(FaultKind.DROP_AFTER_HEADERS),
          Fault.of(FaultKind.TRUNCATED_JSON),
          Fault.of(FaultKind.HTML),
          Fault.of(FaultKind.GARBAGE));

  /** Airports by their traffic at OpenSky. */
  enum AirportTraffic {
    QUIET,
    BUSY,
    SILENT
  }

  /** A step of a sequence. */
  sealed interface Step {
    record SwitchOn(Fault fault) implements Step {}

    /** A fault of the API for the calls about one airport. */
    record SwitchOnFor(AirportTraffic traffic, Fault fault) implements Step {}

    record ClearFaults() implements Step {}

    record ExpireTokens() implements Step {}

    record FollowAirport(int user, AirportTraffic traffic) implements Step {}

    record AwaitPoll(AirportTraffic traffic) implements Step {}
  }

  static FaultSequence of(long seed) {
    Random random = new Random(seed);
    // Similar seeds give similar first numbers.
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
    List<AirportTraffic> followed =
        before.stream()
            .filter(Step.FollowAirport.class::isInstance)
            .map(step -> ((Step.FollowAirport) step).traffic())
            .toList();
    AirportTraffic known = followed.isEmpty() ? null : anyOf(followed, random);
    AirportTraffic any = anyOf(List.of(AirportTraffic.values()), random);
    if (die < 14 || known == null) {
      return new Step.FollowAirport(
          random.nextInt(USERS), known == null || random.nextBoolean() ? any : known);
    }
    return new Step.AwaitPoll(known);
  }

  private static Step fault(Random random) {
    FaultTarget target = random.nextInt(3) == 0 ? FaultTarget.TOKEN : FaultTarget.API;
    Fault any = anyOf(random.nextBoolean() ? STATUSES : OTHERS, random).on(target);
    Fault fault = random.nextInt(5) < 2 ? any.times(1 + random.nextInt(4)) : any;
    return target == FaultTarget.API && random.nextInt(3) == 0
        ? new Step.SwitchOnFor(anyOf(List.of(AirportTraffic.values()), random), fault)
        : new Step.SwitchOn(fault);
  }

  /** Returns every fault that makes a call fail. */
  static Stream<Fault> every(FaultTarget target) {
    return Stream.concat(STATUSES.stream(), OTHERS.stream())
        .filter(fault -> target == FaultTarget.TOKEN || fault.status() != 404)
        .filter(fault -> !fault.delay().equals(LATE))
        .map(fault -> fault.on(target));
  }

  private static <T> T anyOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }
}
