package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.util.UUID;

/**
 * The deletion of a user, to be delivered to the data collector.
 *
 * @param messageId identifies the message; the same for every attempt
 * @param userId the deleted user
 * @param email the user's address
 * @param refusals number of times the data collector has refused the message
 */
public record Deletion(UUID messageId, UUID userId, EmailAddress email, int refusals) {
  /** Returns this deletion with one more refusal. */
  public Deletion refused() {
    return new Deletion(messageId, userId, email, refusals + 1);
  }
}
