package dev.flightwatch.toolkit.idempotency;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a Redis server and the account. The text form omits the account. */
public final class RedisAddress {
  private static final String RULE =
      "must be redis://[[user]:password@]host[:port][/database number], or rediss:// for TLS";

  private final URI uri;

  private RedisAddress(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads {@code redis://[[user]:password@]host[:port][/database]}, or the same with {@code
   * rediss}.
   *
   * @throws IllegalArgumentException with the valid forms, when the URL has another one
   */
  public static RedisAddress of(URI uri) {
    boolean named = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535;
    boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
    boolean scheme = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    if (!named || !plain || !scheme || !uri.getRawPath().matches("/?|/[0-9]{1,5}")) {
      throw new IllegalArgumentException(RULE);
    }
    if (uri.getRawUserInfo() != null && !uri.getRawUserInfo().contains(":")) {
      throw new IllegalArgumentException(RULE);
    }
    return new RedisAddress(uri);
  }

  boolean tls() {
    return "rediss".equals(uri.getScheme());
  }

  /** Returns the URL without user and password, which messages of the driver may contain. */
  String endpoint() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  Optional<String> account() {
    return credential(0);
  }

  Optional<String> password() {
    return credential(1);
  }

  private Optional<String> credential(int index) {
    return Optional.ofNullable(uri.getRawUserInfo())
        .map(info -> info.split(":", 2)[index])
        .filter(part -> !part.isEmpty())
        // URLDecoder decodes forms, where a plus is a space; in a URL it is a plus.
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return endpoint();
  }
}
