package dev.flightwatch.embedded.opensky;

/** Who calls: the account, or an address that has shown no token. */
record Caller(String name, boolean anonymous) {

  static Caller account(String clientId) {
    return new Caller(clientId, false);
  }

  static Caller anonymous(String address) {
    return new Caller(address, true);
  }
}
