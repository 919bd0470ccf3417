package dev.flightwatch.usermanager.users;

/** The parts of the hash threads. When both have work, each gets every other hash. */
public enum HashPart {
  /** Logins, and the other checks of a user's password. */
  LOGIN,
  /** Registrations and their repeats. */
  REGISTRATION
}
