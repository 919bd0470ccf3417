package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The settings of a cluster. They have an effect only in a process with {@code -cluster}. */
public final class ClusterSettings {
  public static final Settings SETTINGS = new Settings();

  static final Setting<String> NAME =
      SETTINGS.add(
          Setting.text(
              "cluster_name",
              "vertx",
              "With `-cluster`: name of the cluster; processes with another name do not join it."));
  static final Setting<String> HOST =
      SETTINGS.add(
          Setting.text(
              "cluster_host",
              "127.0.0.1",
              "With `-cluster`: private address of this host for the traffic between members,"
                  + " which is not encrypted."));
  static final Setting<Integer> PORT =
      SETTINGS.add(
          Setting.port(
              "cluster_port",
              7800,
              "With `-cluster`: port of this member. The port 100 above it is used for failure"
                  + " detection."));
  static final Setting<Integer> BUS_PORT =
      SETTINGS.add(
          Setting.port(
              "cluster_bus_port", 0, "With `-cluster`: port of the event bus. 0: any free port."));
  static final Setting<List<HostAndPort>> MEMBERS =
      SETTINGS.add(
          Setting.peers(
              "cluster_members",
              "127.0.0.1:7800",
              "With `-cluster`: comma-separated members to contact at the start, each `host:port`."
                  + " Only a listed member may start a new cluster."));
  static final Setting<String> DNS =
      SETTINGS.add(
          Setting.text(
              "cluster_dns",
              "",
              "With `-cluster`: fully qualified DNS name that resolves to the members, such as that"
                  + " of a headless Kubernetes Service; replaces `CLUSTER_MEMBERS`."));

  private ClusterSettings() {}

  /** Reads the settings; ignores other keys of the JSON. */
  static Config load(JsonObject json) {
    return Config.loadAmong(json, SETTINGS.all()).check(ClusterSettings::rules);
  }

  private static List<String> rules(Config config) {
    List<String> problems = new ArrayList<>();
    int port = config.get(PORT);
    if (port != 0 && port == config.get(BUS_PORT)) {
      problems.add("CLUSTER_BUS_PORT must differ from CLUSTER_PORT (both are %d)".formatted(port));
    }
    if (port == 0 && !config.get(DNS).isEmpty()) {
      problems.add("CLUSTER_PORT must not be 0 with CLUSTER_DNS: all members need the same port");
    }
    if (config.get(DNS).isEmpty() && config.get(MEMBERS).isEmpty()) {
      problems.add("CLUSTER_MEMBERS must name a member as host:port, unless CLUSTER_DNS is set");
    }
    if (config.get(NAME).isEmpty()) {
      problems.add("CLUSTER_NAME must not be empty");
    }
    return problems;
  }
}
