package dev.flightwatch.usermanager.users;

/**
 * For whom a password is hashed. Within a part, client networks take turns.
 *
 * @param network the client's network, as text
 */
public record HashTurn(HashPart part, String network) {
  /** Returns the turn of a network that logs in, or checks a password otherwise. */
  public static HashTurn login(String network) {
    return new HashTurn(HashPart.LOGIN, network);
  }

  /** Returns the turn of a network that registers. */
  public static HashTurn registration(String network) {
    return new HashTurn(HashPart.REGISTRATION, network);
  }
}
