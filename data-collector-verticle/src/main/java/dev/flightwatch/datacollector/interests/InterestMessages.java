package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.toolkit.bus.BusEvent;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The commands of the interest service, and the event about interests. */
public final class InterestMessages {
  /** Longer than the deadline of a database operation, 5 s. */
  private static final Duration TIMEOUT = Duration.ofMillis(5_500);

  /** Longer than the user manager's check, 5 s, and the collection, 9 s, together. */
  private static final Duration FOLLOW_TIMEOUT = Duration.ofSeconds(15);

  public static final Command<Follow, FlightCount> FOLLOW =
      new Command<>(
          "data-collector.interests.follow", Follow.class, FlightCount.class, FOLLOW_TIMEOUT);

  public static final Command<ListInterests, Interests> LIST =
      new Command<>("data-collector.interests.list", ListInterests.class, Interests.class, TIMEOUT);

  public static final Command<Unfollow, Unfollowed> UNFOLLOW =
      new Command<>("data-collector.interests.unfollow", Unfollow.class, Unfollowed.class, TIMEOUT);

  public static final Command<DeleteUserInterests, UserInterestsDeleted> DELETE_USER_INTERESTS =
      new Command<>(
          "data-collector.interests.delete-user-interests",
          DeleteUserInterests.class,
          UserInterestsDeleted.class,
          TIMEOUT);

  public static final BusEvent<InterestsChanged> CHANGED =
      new BusEvent<>("data-collector.interests.changed", InterestsChanged.class);

  private InterestMessages() {}

  /**
   * Requests that a user follows an airport. The reply counts the airport's stored flights of the
   * last two hours. Fails with NOT_FOUND when the user is not registered, CONFLICT when the user
   * follows too many airports, UNAVAILABLE when the user manager or the database is unavailable.
   */
  public record Follow(EmailAddress email, AirportCode airport) {}

  /** Requests the airports that an address follows. */
  public record ListInterests(EmailAddress email) {}

  /** The airports that an address follows, sorted. */
  public record Interests(List<AirportCode> airports) {}

  /**
   * Requests that an address unfollows an airport.
   *
   * @param airport empty for all airports
   * @param storedAs the airport's IATA code, under which a previous version may have stored it;
   *     empty when the caller gave another code
   */
  public record Unfollow(
      EmailAddress email, Optional<AirportCode> airport, Optional<AirportCode> storedAs) {}

  /** The number of airports that were unfollowed. */
  public record Unfollowed(int removed) {}

  /**
   * Requests that the interests of a deleted user are deleted.
   *
   * @param userId empty when the caller is an older user manager
   */
  public record DeleteUserInterests(Optional<String> userId, EmailAddress email) {}

  /** The user's interests are deleted. */
  public record UserInterestsDeleted() {}

  /**
   * The airports that an address follows may have changed.
   *
   * @param collected the airport whose flights may have changed too, in whichever process they were
   *     collected
   */
  public record InterestsChanged(EmailAddress email, Optional<AirportCode> collected) {}
}
