package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/**
 * The JGroups protocols of a member: TCP without multicast. A member whose process ended is
 * detected by its closed sockets; one whose host failed, or that is frozen, by missing heartbeats.
 */
final class MemberStack {
  private static final int CONNECT_MILLIS = 1_000;
  private static final int JOIN_MILLIS = 2_000;
  private static final int JOIN_ATTEMPTS = 3;
  private static final int HEARTBEAT_MILLIS = 1_000;
  private static final int HEARTBEAT_TIMEOUT_MILLIS = 5_000;
  private static final int VERIFY_MILLIS = 500;
  private static final int MERGE_MIN_MILLIS = 1_000;
  private static final int MERGE_MAX_MILLIS = 3_000;

  private MemberStack() {}

  static JChannel channel(Config config, InetAddress address) throws Exception {
    List<Protocol> protocols =
        List.of(
            transport(config, address),
            discovery(config),
            new MERGE3().setMinInterval(MERGE_MIN_MILLIS).setMaxInterval(MERGE_MAX_MILLIS),
            new FD_SOCK2().setBindAddress(address),
            new FD_ALL3().setTimeout(HEARTBEAT_TIMEOUT_MILLIS).setInterval(HEARTBEAT_MILLIS),
            new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS),
            new NAKACK2().useMcastXmit(false),
            new UNICAST3(),
            new STABLE(),
            new GMS()
                .setJoinTimeout(JOIN_MILLIS)
                .setMaxJoinAttempts(JOIN_ATTEMPTS)
                .printLocalAddress(false),
            new UFC(),
            new MFC(),
            new FRAG4());
    return new JChannel(protocols);
  }

  private static TP transport(Config config, InetAddress address) throws IOException {
    int port = config.get(ClusterSettings.PORT);
    TP tcp =
        new TCP()
            .setSockConnTimeout(CONNECT_MILLIS)
            .setBindAddr(address)
            .setBindPort(port == 0 ? freePort(address) : port);
    return tcp.setPortRange(0);
  }

  /** With a list of members, JGroups does not accept port 0. */
  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  private static Discovery discovery(Config config) {
    String name = config.get(ClusterSettings.DNS);
    if (!name.isEmpty()) {
      return new DNS_PING().setDNSQuery(name);
    }
    TCPPING list = new TCPPING().setPortRange(0);
    // As text, so that JGroups resolves unknown names again later.
    list.setValue(
        "initial_hosts_str",
        config.get(ClusterSettings.MEMBERS).stream()
            .map(MemberStack::initialHost)
            .collect(Collectors.joining(",")));
    return list;
  }

  private static String initialHost(HostAndPort member) {
    return member.host().replaceAll("[\\[\\]]", "") + "[" + member.port() + "]";
  }
}
