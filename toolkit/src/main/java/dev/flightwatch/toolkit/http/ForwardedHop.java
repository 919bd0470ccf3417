package dev.flightwatch.toolkit.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads entries of {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239). An entry that is no
 * address, such as {@code unknown} and {@code _hidden}, is empty.
 *
 * <p>The headers are split at each comma, also within quotes: an address has none, and what a
 * client wrote before the entry of a proxy cannot change how that is read.
 */
final class ForwardedHop {
  private static final String PORT = "(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?";
  private static final Pattern NODE =
      Pattern.compile(
          "\\[([0-9A-Fa-f:.]+)]" + PORT + "|([0-9.]+)" + PORT + "|([0-9A-Fa-f:]+[0-9A-Fa-f:.]*)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)=([^\\s\",;\\\\]+|\"[^\"\\\\]*\")");

  private ForwardedHop() {}

  /** Reads an entry of {@code X-Forwarded-For}: an address, with or without a port. */
  static Optional<InetAddress> ofNode(String entry) {
    Matcher quoted = QUOTED.matcher(entry);
    Matcher node = NODE.matcher(quoted.matches() ? quoted.group(1) : entry);
    if (!node.matches()) {
      return Optional.empty();
    }
    String address = node.group(1);
    for (int group = 2; address == null; group++) {
      address = node.group(group);
    }
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(address));
  }

  /** Reads an element of {@code Forwarded}: pairs of which exactly one is {@code for}. */
  static Optional<InetAddress> ofElement(String element) {
    Optional<String> node = Optional.empty();
    for (String text : element.split(";", -1)) {
      Matcher pair = PAIR.matcher(text.strip());
      boolean isNode = pair.matches() && pair.group(1).equalsIgnoreCase("for");
      if (!pair.matches() || isNode && node.isPresent()) {
        return Optional.empty();
      }
      node = isNode ? Optional.of(pair.group(2)) : node;
    }
    return node.flatMap(ForwardedHop::ofNode);
  }
}
