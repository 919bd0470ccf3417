package dev.flightwatch.toolkit.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a server.
 *
 * @param host a host name or an IP address; an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([^\\s:/?#@\\[\\]]+|\\[[0-9A-Fa-f:.]+(?:%\\w+)?]):([0-9]{1,5})");

  static HostAndPort parse(String text) {
    Matcher parts = FORM.matcher(text);
    int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "must be host:port, with a port from 1 to 65535 and an IPv6 address in brackets");
    }
    return new HostAndPort(parts.group(1), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
