package dev.flightwatch.toolkit.limit;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The network of a client, the unit of every limit on clients: an IPv4 address, or an IPv6 network
 * of 64 bits, which one client can use as a whole. Many of the latter can belong to one client too,
 * so that the network of 48 bits around it counts as well, with a higher limit.
 *
 * @param key the network as text, such as {@code 192.0.2.7} or {@code 2001:db8:1:2::/64}
 */
public record ClientNetwork(String key) {
  /** How many times the limit of a network of 64 bits the one of 48 bits around it has. */
  private static final int WIDE_FACTOR = 8;

  private static final int NARROW_BYTES = 8;
  private static final int WIDE_BYTES = 6;
  private static final String NARROW = "/64";
  private static final String WIDE = "/48";

  /** Returns the network of an address. One that maps an IPv4 address is that address. */
  public static ClientNetwork of(InetAddress address) {
    return new ClientNetwork(
        address instanceof Inet6Address
            ? prefix(address.getAddress(), NARROW_BYTES) + NARROW
            : address.getHostAddress());
  }

  /**
   * Returns what a limit on clients counts for this one, and the limit of each: this network, then
   * the wider one around it if there is one.
   *
   * @param limit the limit of one client
   */
  public Map<String, Integer> keyToLimit(int limit) {
    Map<String, Integer> keyToLimit = new LinkedHashMap<>();
    keyToLimit.put(key, limit);
    wider().ifPresent(wide -> keyToLimit.put(wide, Math.multiplyExact(limit, WIDE_FACTOR)));
    return keyToLimit;
  }

  private Optional<String> wider() {
    byte[] address =
        key.endsWith(NARROW)
            ? NetUtil.createByteArrayFromIpAddressString(
                key.substring(0, key.length() - NARROW.length()))
            : null;
    return Optional.ofNullable(address).map(bytes -> prefix(bytes, WIDE_BYTES) + WIDE);
  }

  private static String prefix(byte[] address, int bytes) {
    byte[] padded = Arrays.copyOf(Arrays.copyOf(address, bytes), address.length);
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(padded));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
