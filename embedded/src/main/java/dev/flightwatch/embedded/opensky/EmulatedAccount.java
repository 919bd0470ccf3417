package dev.flightwatch.embedded.opensky;

/**
 * The only account of the emulator.
 *
 * @param dailyCredits the credits of each bucket, renewed at 00:00 UTC
 */
public record EmulatedAccount(String clientId, String clientSecret, int dailyCredits) {

  /** Returns an account with 4,000 credits a day. */
  public static EmulatedAccount standard() {
    return new EmulatedAccount("emulated-client", "emulated-secret", 4_000);
  }

  public EmulatedAccount withDailyCredits(int credits) {
    return new EmulatedAccount(clientId, clientSecret, credits);
  }
}
