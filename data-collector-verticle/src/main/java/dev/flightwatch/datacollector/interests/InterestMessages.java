package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.bus.BusEvent;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;
import java.util.List;

/** What is asked of the owner of the interests. Addresses and airports are the caller's text. */
public final class InterestMessages {
  /** The 5 s that a request has for the database, and a moment for the way. */
  private static final Duration TIMEOUT = Duration.ofMillis(5_500);

  /** A follow asks the user manager (5 s at most) and collects (9 s at most). */
  public static final Command<Follow, Followed> FOLLOW =
      new Command<>(
          "data-collector.interests.follow", Follow.class, Followed.class, Duration.ofSeconds(15));

  public static final Command<ListInterests, Interests> LIST =
      new Command<>("data-collector.interests.list", ListInterests.class, Interests.class, TIMEOUT);
  public static final Command<Unfollow, Unfollowed> UNFOLLOW =
      new Command<>("data-collector.interests.unfollow", Unfollow.class, Unfollowed.class, TIMEOUT);
  public static final Command<RemoveUser, UserRemoved> REMOVE =
      new Command<>(
          "data-collector.interests.delete-user", RemoveUser.class, UserRemoved.class, TIMEOUT);

  public static final BusEvent<InterestsChanged> CHANGED =
      new BusEvent<>("data-collector.interests.changed", InterestsChanged.class);

  private InterestMessages() {}

  /**
   * Asks that a user follows an airport. Fails with NOT_FOUND when the user is not registered,
   * UNAVAILABLE when the user manager cannot say, INVALID where a field is at fault.
   */
  public record Follow(String email, String airport) {}

  /**
   * The airport is followed.
   *
   * @param flights how many of the last two hours are stored now
   * @param source where they come from; null when there are none
   */
  public record Followed(String email, String airport, long flights, Source source) {}

  /** Asks for the airports that an address follows. */
  public record ListInterests(String email) {}

  /** The airports that an address follows. */
  public record Interests(String email, List<String> airports) {}

  /**
   * Asks that an address follows an airport no longer.
   *
   * @param airport null for all of them
   */
  public record Unfollow(String email, String airport) {}

  /** How many airports are followed no longer. */
  public record Unfollowed(int removed) {}

  /**
   * Tells that a user has been deleted.
   *
   * @param userId empty from an older user manager
   */
  public record RemoveUser(String userId, String email) {}

  /** Nothing of the user is left. */
  public record UserRemoved() {}

  /**
   * The fact that what an address follows may have changed.
   *
   * @param email the normalised address
   * @param collected the airport whose flights may have changed with it, whichever process has read
   *     them; null when there is none
   */
  public record InterestsChanged(String email, String collected) {}
}
