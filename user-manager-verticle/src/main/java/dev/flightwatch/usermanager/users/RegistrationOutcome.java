package dev.flightwatch.usermanager.users;

/** What a registration did. The names are stored. */
public enum RegistrationOutcome {
  /** It made the user. */
  CREATED,
  /** It made nothing, since the address was registered already. */
  KNOWN
}
