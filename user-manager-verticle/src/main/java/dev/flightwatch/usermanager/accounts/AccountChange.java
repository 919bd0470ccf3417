package dev.flightwatch.usermanager.accounts;

/**
 * A change of a user; what is null stays as it is.
 *
 * @param nome new first name; empty removes it
 * @param cognome new family name; empty removes it
 * @param checkedHash hash of the password that was checked; null unless the password changes
 * @param newHash hash of the new password
 * @param keepTokens whether a new password keeps the personal access tokens
 */
public record AccountChange(
    String nome, String cognome, String checkedHash, String newHash, boolean keepTokens) {
  /** Omits the hashes and the names, which must not be logged. */
  @Override
  public String toString() {
    return "AccountChange[]";
  }
}
