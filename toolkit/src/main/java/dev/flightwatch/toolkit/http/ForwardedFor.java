package dev.flightwatch.toolkit.http;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hops of a request, as proxies report them: {@code X-Forwarded-For}, and {@code Forwarded}
 * (RFC 7239). The nearest hop is the last; one that is no IP address is empty.
 */
final class ForwardedFor {
  private static final String UNOFFICIAL = "X-Forwarded-For";
  private static final String STANDARD = "Forwarded";

  /** An IPv6 address in brackets, or an IPv4 address, and a port, which may be obfuscated. */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");

  private ForwardedFor() {}

  /** Returns the hops of each header that the request has. */
  static List<List<Optional<InetAddress>>> hops(MultiMap headers) {
    List<List<Optional<InetAddress>>> all = new ArrayList<>(2);
    if (headers.contains(UNOFFICIAL)) {
      all.add(hops(headers, UNOFFICIAL, ForwardedFor::address));
    }
    if (headers.contains(STANDARD)) {
      all.add(hops(headers, STANDARD, ForwardedFor::addressOfElement));
    }
    return all;
  }

  private static List<Optional<InetAddress>> hops(
      MultiMap headers, String name, Function<String, Optional<InetAddress>> reader) {
    return split(String.join(",", headers.getAll(name)), ',').stream().map(reader).toList();
  }

  /** Splits a text outside of quotes. A quote that does not end takes in the rest of the text. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(begin));
    return parts;
  }

  /** Reads {@code for=192.0.2.43;proto=http}. */
  private static Optional<InetAddress> addressOfElement(String element) {
    return split(element, ';').stream()
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase("for"))
        .findFirst()
        .flatMap(pair -> address(pair[1]));
  }

  /**
   * Reads an address with or without quotes, brackets and port (RFC 7239, 6). {@code unknown} and
   * obfuscated identifiers are no addresses.
   */
  private static Optional<InetAddress> address(String text) {
    String node = text.strip();
    if (node.length() > 1 && node.startsWith("\"") && node.endsWith("\"")) {
      node = node.substring(1, node.length() - 1).strip();
    }
    Matcher parts = NODE.matcher(node);
    String address = parts.matches() ? parts.group(parts.group(1) == null ? 2 : 1) : node;
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(address));
  }
}
