package dev.flightwatch.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of map tiles, with {@code {z}}, {@code {x}} and {@code {y}} in place of the numbers
 * of a tile.
 *
 * @param text the address, without characters that have a meaning in HTML or in a header, except
 *     {@code &}
 * @param origin its scheme, host and port, a source expression of a Content-Security-Policy
 */
public record TileTemplate(String text, String origin) {
  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~!$&()*+=:@%/?-]+");
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int MAX_PORT = 65_535;
  private static final String RULE =
      "must be an http or https URL with {z}, {x} and {y} in its path and no other placeholder, such"
          + " as https://tiles.example.org/{z}/{x}/{y}.png; without user information, with a host"
          + " name or an IPv4 address, and with special characters percent-encoded";

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static TileTemplate parse(String text) {
    try {
      String first = text.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0");
      URI tile = new URI(first);
      String port = tile.getPort() < 0 ? "" : ":" + tile.getPort();
      String origin = tile.getScheme() + "://" + tile.getHost() + port;
      // Otherwise the authority has a placeholder, user information or another spelling.
      boolean isOrigin = text.startsWith(origin + "/") && SCHEMES.contains(tile.getScheme());
      if (isOrigin
          && CHARACTERS.matcher(first).matches()
          && isHostOfPolicy(tile)
          && hasNumbers(text.split("\\?", 2)[0])) {
        return new TileTemplate(text, origin);
      }
    } catch (URISyntaxException e) {
      // The rule below says more than its message.
    }
    throw new IllegalArgumentException(RULE);
  }

  /** Returns whether a Content-Security-Policy can name the host: it has no IPv6 addresses. */
  private static boolean isHostOfPolicy(URI tile) {
    String host = tile.getHost();
    int port = tile.getPort();
    return !host.startsWith("[") && !host.endsWith(".") && port != 0 && port <= MAX_PORT;
  }

  private static boolean hasNumbers(String path) {
    return Stream.of("{z}", "{x}", "{y}").allMatch(path::contains);
  }
}
