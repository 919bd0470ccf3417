package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The one account the emulator knows.
 *
 * @param dailyCredits what each bucket holds at 00:00 UTC
 * @param tokenLife how long an access token is accepted
 */
public record Account(String clientId, String clientSecret, int dailyCredits, Duration tokenLife) {

  public Account {
    requireNonNull(clientId);
    requireNonNull(clientSecret);
    requireNonNull(tokenLife);
  }

  /** A standard account: 4,000 credits a day, tokens that live 1,800 seconds. */
  public static Account standard() {
    return new Account("emulated-client", "emulated-secret", 4_000, Duration.ofSeconds(1_800));
  }

  public Account withDailyCredits(int credits) {
    return new Account(clientId, clientSecret, credits, tokenLife);
  }

  @Override
  public String toString() {
    return "Account[clientId=" + clientId + ", dailyCredits=" + dailyCredits + "]";
  }
}
