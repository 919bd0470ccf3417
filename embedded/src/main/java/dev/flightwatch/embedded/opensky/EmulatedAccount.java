package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The only account of the emulator.
 *
 * @param dailyCredits the credits of each bucket, renewed at 00:00 UTC
 * @param tokenLifetime how long an access token is valid
 */
public record EmulatedAccount(
    String clientId, String clientSecret, int dailyCredits, Duration tokenLifetime) {

  public EmulatedAccount {
    requireNonNull(clientId);
    requireNonNull(clientSecret);
    requireNonNull(tokenLifetime);
  }

  /** Returns an account with 4,000 credits a day and tokens that are valid for 1,800 seconds. */
  public static EmulatedAccount standard() {
    return new EmulatedAccount(
        "emulated-client", "emulated-secret", 4_000, Duration.ofSeconds(1_800));
  }

  public EmulatedAccount withDailyCredits(int credits) {
    return new EmulatedAccount(clientId, clientSecret, credits, tokenLifetime);
  }

  @Override
  public String toString() {
    return "Account[clientId=" + clientId + ", dailyCredits=" + dailyCredits + "]";
  }
}
