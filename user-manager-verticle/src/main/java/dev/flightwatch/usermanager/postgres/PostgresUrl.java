package dev.flightwatch.usermanager.postgres;

import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the database is, and who we are there.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 * @param database the database's name
 * @param user the role
 * @param password the role's; may be empty
 * @param sslMode as PostgreSQL's own clients have it
 */
public record PostgresUrl(
    String host, int port, String database, String user, String password, SslMode sslMode) {
  private static final String DEFAULT_PORT = "5432";
  private static final String RULE = "must be postgresql://user:password@host:port/name";

  // Not URI.getHost(): it knows no underscore, and containers have names with one.
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<user>[^:@]+)(:(?<password>.*))?@(?<host>[^:@\\[\\]]+|\\[[^@\\]]+])(:(?<port>[0-9]{1,5}))?");

  /**
   * Reads {@code postgresql://user:password@host:port/name[?sslmode=]}, special characters
   * percent-encoded.
   *
   * @throws IllegalArgumentException with a message that shows nothing of the address
   */
  public static PostgresUrl parse(URI uri) {
    Matcher authority = AUTHORITY.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
    String path = Optional.ofNullable(uri.getPath()).orElse("");
    if (!authority.matches() || path.length() < 2) {
      throw new IllegalArgumentException(RULE);
    }
    String port = Optional.ofNullable(authority.group("port")).orElse(DEFAULT_PORT);
    if (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException(RULE);
    }
    return new PostgresUrl(
        authority.group("host").replaceAll("[\\[\\]]", ""),
        Integer.parseInt(port),
        path.substring(1),
        decoded(authority.group("user")),
        decoded(Optional.ofNullable(authority.group("password")).orElse("")),
        sslMode(Optional.ofNullable(uri.getRawQuery()).orElse("")));
  }

  /** Percent-encoding alone: in user information a plus is a plus. */
  private static String decoded(String text) {
    return URI.create("x:/" + text).getPath().substring(1);
  }

  private static SslMode sslMode(String query) {
    Optional<String> value =
        Stream.of(query.split("&"))
            .filter(pair -> pair.startsWith("sslmode="))
            .map(pair -> pair.substring("sslmode=".length()))
            .findFirst();
    try {
      return value.map(SslMode::of).orElse(SslMode.DISABLE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must have an sslmode of disable, allow, prefer, require, verify-ca or verify-full", e);
    }
  }

  boolean verifiesServer() {
    return sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL;
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}
