package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The settings of a cluster. They have an effect only in a process with {@code -cluster}. */
public final class ClusterSettings {
  public static final Settings SETTINGS = new Settings();

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
    return Config.loadAmong(json, SETTINGS.all()).check(ClusterSettings::problems);
  }

  private static List<String> problems(Config config) {
    return config.get(PORT) == 0 && !config.get(DNS).isEmpty()
        ? List.of("CLUSTER_PORT must not be 0 with CLUSTER_DNS: all members need the same port")
        : List.of();
  }
}
