package dev.flightwatch.usermanager.users;

/** What a registration request did. The names are stored. */
public enum RegistrationOutcome {
  /** It created the user. */
  CREATED,
  /** It changed nothing, because the address was registered already. */
  KNOWN
}
