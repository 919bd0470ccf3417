package dev.flightwatch.usermanager.accounts;

/** The result of an attempt to add a personal access token. */
public enum TokenAddition {
  ADDED,
  /** The session has ended, or the user was deleted. */
  SESSION_ENDED,
  /** The user has the maximum number of tokens. */
  TOO_MANY
}
