package dev.flightwatch.standalone.races;

/** What can race. */
enum Operation {
  FOLLOW,
  DELETE,
  /** A deletion whose process cannot reach the data collector. */
  DELETE_UNTOLD,
  REGISTER,
  RELAY,
  RECONCILE,
  /** A reconciliation whose process cannot reach the user manager. */
  RECONCILE_UNKNOWING;

  boolean isCut() {
    return this == DELETE_UNTOLD || this == RECONCILE_UNKNOWING;
  }
}
