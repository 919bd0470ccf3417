package dev.flightwatch.embedded.opensky;

/** The origin of a call: the account, or the address of a client without a token. */
record Caller(String name, boolean anonymous) {

  static Caller account(String clientId) {
    return new Caller(clientId, false);
  }

  static Caller anonymous(String address) {
    return new Caller(address, true);
  }
}
