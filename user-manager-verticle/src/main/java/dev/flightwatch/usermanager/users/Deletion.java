package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.util.UUID;

/**
 * A deleted user that the data collector has to be told of.
 *
 * @param messageId names the message, the same each time it is sent
 * @param userId the user that was deleted
 * @param email the address it had
 * @param refusals how often the data collector has refused the message
 */
public record Deletion(UUID messageId, UUID userId, EmailAddress email, int refusals) {
  /** The same, refused once more. */
  public Deletion refused() {
    return new Deletion(messageId, userId, email, refusals + 1);
  }
}
