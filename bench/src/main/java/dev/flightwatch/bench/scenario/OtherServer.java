package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A running server with the REST contract of both services, to compare them with. It uses the same
 * databases.
 *
 * @param userManager the URL of its user manager, without a slash at the end
 * @param dataCollector the URL of its data collector, which can be the same
 */
public record OtherServer(URI userManager, URI dataCollector) {
  private static final String OPTION = "--against";
  private static final int HTTP_PORT = 80;

  public OtherServer {
    requireNonNull(userManager);
    requireNonNull(dataCollector);
  }

  /**
   * Parses the URL of both services, or the URL of each, separated by a comma.
   *
   * @throws IllegalArgumentException if one is invalid; the message names the option
   */
  public static OtherServer parse(String urls) {
    List<URI> parsed = Arrays.stream(urls.split(",", -1)).map(OtherServer::url).toList();
    if (parsed.size() > 2) {
      throw new IllegalArgumentException(
          OPTION + " takes one URL, or those of the user manager and of the data collector");
    }
    return new OtherServer(parsed.get(0), parsed.get(parsed.size() - 1));
  }

  private static URI url(String text) {
    return Optional.of(text.strip().replaceAll("/+$", ""))
        .flatMap(OtherServer::uri)
        .filter(url -> "http".equals(url.getScheme()) && url.getHost() != null)
        .filter(url -> url.getRawUserInfo() == null)
        .filter(url -> url.getRawQuery() == null && url.getRawFragment() == null)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: '%s' is not a URL such as http://localhost:5000".formatted(OPTION, text)));
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Returns the port of a URL. */
  static int port(URI url) {
    return url.getPort() < 0 ? HTTP_PORT : url.getPort();
  }

  /** Returns its name in the table. */
  @Override
  public String toString() {
    return userManager.equals(dataCollector)
        ? userManager.toString()
        : userManager + ", " + dataCollector;
  }
}
