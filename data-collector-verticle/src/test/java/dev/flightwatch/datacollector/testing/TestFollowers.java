package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.InterestStore.FollowedPage;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The users of the tests. Two registrations of Sara's address follow each other. */
public final class TestFollowers {
  public static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  public static final EmailAddress SARA = new EmailAddress("sara@unict.it");
  public static final EmailAddress LUCA = new EmailAddress("luca@unict.it");
  public static final Follower SARAS_ID = numbered(1);
  public static final Follower SARAS_NEXT_ID = numbered(2);
  public static final Follower SARAS_DERIVED_ID = Follower.derivedFrom(SARA);
  public static final Follower LUCAS_ID = numbered(3);

  private TestFollowers() {}

  /** Returns all airports in active documents, sorted. */
  public static List<AirportCode> followedAirports(InterestStore store) {
    SortedSet<AirportCode> all = new TreeSet<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      FollowedPage page = await(store.followedAirports(next.get(), 1));
      all.addAll(page.airports());
      next = page.last();
    }
    return List.copyOf(all);
  }

  public static Follower numbered(int number) {
    return Follower.named("6f1c2a34-0000-4000-8000-%012d".formatted(number));
  }
}
