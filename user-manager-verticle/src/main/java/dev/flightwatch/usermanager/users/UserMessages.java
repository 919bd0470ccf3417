package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The commands of the user service. Requests hold values that the API layer has parsed and
 * validated. The timeouts are longer than every wait inside the service verticle, so that a caller
 * gets the service's own failure.
 */
public final class UserMessages {
  public static final Command<RegisterUser, UserRegistered> REGISTER =
      command("register", RegisterUser.class, UserRegistered.class, 25);
  public static final Command<DeleteUser, UserDeleted> DELETE =
      command("delete", DeleteUser.class, UserDeleted.class, 25);
  public static final Command<CheckUsers, UsersChecked> CHECK =
      command("check", CheckUsers.class, UsersChecked.class, 6);

  private UserMessages() {}

  private static <Q extends Record, A extends Record> Command<Q, A> command(
      String name, Class<Q> request, Class<A> reply, int seconds) {
    return new Command<>("user-manager.users." + name, request, reply, Duration.ofSeconds(seconds));
  }

  /**
   * Registers a user, at most once per request id. Fails with {@code CONFLICT} when the id was used
   * with another body, with {@code GONE} when the user that it registered has been deleted, and
   * with {@code OVERLOADED} or {@code UNAVAILABLE} when the caller should repeat it later. Fails
   * with {@code LIMITED} when the client's network registers too many users, and when a repeat has
   * no try of a password left.
   *
   * @param requestId identifies the request; repeats have the same id
   * @param nome first name; null when not given
   * @param cognome family name; null when not given
   * @param network the client's network, as text
   */
  public record RegisterUser(
      String requestId,
      EmailAddress email,
      String password,
      String nome,
      String cognome,
      String network) {
    private static final Pattern LOGGABLE_ID = Pattern.compile("[\\w.:-]+");

    /** Returns in whose turn the password is hashed. */
    HashTurn turn() {
      return HashTurn.registration(network);
    }

    /** Returns the request id for a log; masked when a client may have put an address into it. */
    String loggableId() {
      return LOGGABLE_ID.matcher(requestId).matches() ? requestId : "***";
    }

    /** Omits the password and the names, which must not be logged. */
    @Override
    public String toString() {
      return "RegisterUser[" + loggableId() + ", " + email + "]";
    }
  }

  /**
   * The result of a registration.
   *
   * @param outcome what the request did when it was first made
   * @param replayed whether the request is a repeat
   * @param responseBody the text of the first response, the same for every repeat
   */
  public record UserRegistered(
      RegistrationOutcome outcome, boolean replayed, String responseBody) {}

  /**
   * Deletes a user. Fails with {@code NOT_FOUND}, with {@code UNAUTHENTICATED} when the password is
   * wrong, and with {@code LIMITED} when too many were tried.
   *
   * @param network the client's network, as text
   */
  public record DeleteUser(EmailAddress email, String password, String network) {
    /** Omits the password, which must not be logged. */
    @Override
    public String toString() {
      return "DeleteUser[" + email + "]";
    }
  }

  /**
   * A user has been deleted.
   *
   * @param propagated whether the data collector has confirmed that it removed the user's data
   */
  public record UserDeleted(EmailAddress email, boolean propagated) {}

  /** Finds which of the addresses belong to a registered user. */
  public record CheckUsers(Set<EmailAddress> emails) {}

  /**
   * The registered users among those that were checked.
   *
   * @param users one entry per address that belongs to a user
   */
  public record UsersChecked(List<ExistingUser> users) {}

  /** A registered user. */
  public record ExistingUser(EmailAddress email, UUID id) {}
}
