package dev.flightwatch.usermanager.postgres;

import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Address of a PostgreSQL database, and the role to connect with.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param database name of the database
 * @param user name of the role
 * @param password password of the role; may be empty
 * @param sslMode the mode, with the meaning that libpq gives it
 * @param rootCertificates PEM file with the trusted certificate authorities; empty: those that Java
 *     trusts
 */
public record PostgresUrl(
    String host,
    int port,
    String database,
    String user,
    String password,
    SslMode sslMode,
    Optional<Path> rootCertificates) {
  private static final String RULE = "must be postgresql://user:password@host:port/name";

  // URI.getHost() rejects underscores, which occur in the names of containers.
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<user>[^:@]+)(:(?<password>.*))?@(?<host>[^:@\\[\\]]+|\\[[^@\\]]+])(:(?<port>[0-9]{1,5}))?");

  /**
   * Parses {@code postgresql://user:password@host:port/name[?sslmode=&sslrootcert=]}, special
   * characters percent-encoded.
   *
   * @throws IllegalArgumentException with a message that contains no part of the URL
   */
  public static PostgresUrl parse(URI uri) {
    Matcher authority = AUTHORITY.matcher(uri.getRawAuthority());
    String database = uri.getPath().replaceFirst("/", "");
    if (!authority.matches() || database.isEmpty()) {
      throw new IllegalArgumentException(RULE);
    }
    int port = Integer.parseInt(Objects.requireNonNullElse(authority.group("port"), "5432"));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(RULE);
    }
    String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
    Optional<Path> rootCertificates = parameter(query, "sslrootcert").map(Path::of);
    PostgresUrl url =
        new PostgresUrl(
            authority.group("host").replaceAll("[\\[\\]]", ""),
            port,
            database,
            decoded(authority.group("user")),
            decoded(Objects.requireNonNullElse(authority.group("password"), "")),
            sslMode(query, rootCertificates.isPresent()),
            rootCertificates);
    if (rootCertificates.isPresent() && !Files.isReadable(rootCertificates.get())) {
      throw new IllegalArgumentException("must have an sslrootcert that is a readable file");
    }
    return url;
  }

  /** Decodes percent-encoding only; a plus sign stays as it is. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Optional<String> parameter(String query, String name) {
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
  }

  /** As in libpq, {@code require} with root certificates means {@code verify-ca}. */
  private static SslMode sslMode(String query, boolean hasRootCertificates) {
    try {
      SslMode mode = parameter(query, "sslmode").map(SslMode::of).orElse(SslMode.DISABLE);
      return mode == SslMode.REQUIRE && hasRootCertificates ? SslMode.VERIFY_CA : mode;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must have an sslmode of disable, allow, prefer, require, verify-ca or verify-full", e);
    }
  }

  boolean verifiesServer() {
    return sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL;
  }

  /** Omits user and password. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}
