package dev.flightwatch.datacollector.testing;

import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;

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

  public static Follower numbered(int number) {
    return Follower.named("6f1c2a34-0000-4000-8000-%012d".formatted(number));
  }
}
