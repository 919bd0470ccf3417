package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The keys of a cluster; they count only where a process is started with {@code -cluster}. */
public final class ClusterSettings {
  static final Setting<String> HOST =
      Setting.text(
          "cluster_host",
          "127.0.0.1",
          "With -cluster: the private address of this host that its members talk on.");
  static final Setting<Integer> PORT =
      Setting.port(
          "cluster_port",
          7800,
          "With -cluster: port of this member; the next hundredth too, where failures are noticed.");
  static final Setting<Integer> BUS_PORT =
      Setting.port("cluster_bus_port", 0, "With -cluster: port of the event bus. 0: any free one.");
  static final Setting<List<HostAndPort>> MEMBERS =
      Setting.peers(
          "cluster_members",
          "127.0.0.1:7800",
          "With -cluster: the members to ask at the start; only they may begin a cluster.");
  static final Setting<String> DNS =
      Setting.text(
          "cluster_dns",
          "",
          "With -cluster: a full name whose addresses are the members, as of a headless Service in"
              + " Kubernetes, instead of cluster_members.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL = List.of(HOST, PORT, BUS_PORT, MEMBERS, DNS);

  private ClusterSettings() {}

  /** Reads them out of a configuration that has other keys too. */
  static Config load(JsonObject json) {
    return Config.loadAmong(json, ALL).check(ClusterSettings::rules);
  }

  private static List<String> rules(Config config) {
    List<String> problems = new ArrayList<>();
    int port = config.get(PORT);
    if (port != 0 && port == config.get(BUS_PORT)) {
      problems.add("CLUSTER_BUS_PORT must differ from CLUSTER_PORT (both are %d)".formatted(port));
    }
    if (port == 0 && !config.get(DNS).isEmpty()) {
      problems.add("CLUSTER_PORT must be the same for all members that CLUSTER_DNS finds, not 0");
    }
    if (config.get(DNS).isEmpty() && config.get(MEMBERS).isEmpty()) {
      problems.add("CLUSTER_MEMBERS must name a member, as host:port, or CLUSTER_DNS be set");
    }
    return problems;
  }
}
