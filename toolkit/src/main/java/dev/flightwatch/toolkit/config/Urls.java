package dev.flightwatch.toolkit.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;

final class Urls {
  private Urls() {}

  static URI read(String text, String... schemes) {
    List<String> allowed = Arrays.asList(schemes);
    String rule = "must be a URL that begins with " + String.join(":// or ", allowed) + "://";
    try {
      URI uri = new URI(text);
      if (!allowed.contains(uri.getScheme()) || uri.getRawAuthority() == null) {
        throw new IllegalArgumentException(rule);
      }
      return uri;
    } catch (URISyntaxException e) {
      // The message of the exception contains the text, which may contain a password.
      throw new IllegalArgumentException(rule + ", special characters percent-encoded");
    }
  }
}
