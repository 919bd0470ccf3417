package dev.flightwatch.standalone.races;

/** An operation that can run in parallel with others. */
enum RaceOperation {
  FOLLOW,
  DELETE,
  /** A deletion by a process that cannot reach the data collector. */
  DELETE_DISCONNECTED,
  REGISTER,
  RELAY,
  RECONCILE,
  /** A reconciliation by a process that cannot reach the user manager. */
  RECONCILE_DISCONNECTED;

  boolean isDisconnected() {
    return this == DELETE_DISCONNECTED || this == RECONCILE_DISCONNECTED;
  }
}
