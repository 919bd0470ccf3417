package dev.flightwatch.toolkit.config;

/**
 * Where a peer listens.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  private static final String RULE = "must be host:port, with a port from 1 to 65535";

  static HostAndPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(RULE);
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(RULE);
    }
    return new HostAndPort(text.substring(0, colon), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
