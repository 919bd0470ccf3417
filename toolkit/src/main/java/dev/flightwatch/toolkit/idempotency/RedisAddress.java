package dev.flightwatch.toolkit.idempotency;

import java.net.URI;
import java.util.Optional;

/**
 * The address of a Redis server and the account. The text form omits the account.
 *
 * @param uri {@code redis://[[user]:password@]host[:port][/database]}, or the same with {@code
 *     rediss}
 */
public record RedisAddress(URI uri) {
  /**
   * @throws IllegalArgumentException with the valid forms, when the URL has another one
   */
  public RedisAddress {
    boolean named = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535;
    boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
    boolean scheme = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    boolean account = uri.getRawUserInfo() == null || uri.getRawUserInfo().contains(":");
    if (!named || !plain || !scheme || !account || !uri.getRawPath().matches("/?|/[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "must be redis://[[user]:password@]host[:port][/database number], or rediss:// for TLS");
    }
  }

  boolean tls() {
    return "rediss".equals(uri.getScheme());
  }

  Optional<String> account() {
    return credential(0);
  }

  Optional<String> password() {
    return credential(1);
  }

  private Optional<String> credential(int index) {
    return Optional.ofNullable(uri.getUserInfo())
        .map(account -> account.split(":", 2)[index])
        .filter(part -> !part.isEmpty());
  }

  /** Returns the URL without user and password, which messages of the driver may contain. */
  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }
}
