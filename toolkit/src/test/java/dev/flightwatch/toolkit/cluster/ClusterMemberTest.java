package dev.flightwatch.toolkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.infinispan.manager.DefaultCacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterMemberTest {
  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    }
  }

  @Test
  void joinShouldFailWhenNoMemberRespondsAndThisOneIsNotListed() throws Exception {
    int unused = freePort();
    JsonObject config = JsonObject.of("cluster_port", 0, "cluster_members", "127.0.0.1:" + unused);

    assertThatThrownBy(() -> ClusterMember.join(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("No member responds at [127.0.0.1:" + unused + "], and this one, ")
        .hasMessageEndingWith("set CLUSTER_MEMBERS to a running member.");
  }

  @Test
  void joinShouldSearchAgainWhenTheListedMemberMissedTheSearch() throws Exception {
    // given
    CompletableFuture<ClusterMember> joined;
    JsonObject config;
    try (ServerSocket busy = listening()) {
      config = JsonObject.of("cluster_members", "127.0.0.1:" + busy.getLocalPort());
      JsonObject unlisted = config.copy().put("cluster_port", 0);
      joined = CompletableFuture.supplyAsync(() -> ClusterMember.join(unlisted));
      busy.accept().close();
      config.put("cluster_port", busy.getLocalPort());
    }

    // when
    ClusterMember listed = ClusterMember.join(config);

    // then
    try (DefaultCacheManager first = caches(listed);
        DefaultCacheManager second = caches(joined.get(30, TimeUnit.SECONDS))) {
      assertThat(second.getMembers()).hasSize(2).isEqualTo(first.getMembers());
    }
  }

  private static DefaultCacheManager caches(ClusterMember member) {
    return (DefaultCacheManager) member.getCacheContainer();
  }

  @Test
  void joinShouldNameTheVariableWhenThePortIsInUse() throws Exception {
    try (ServerSocket other = listening()) {
      JsonObject config = JsonObject.of("cluster_port", other.getLocalPort());

      assertThatThrownBy(() -> ClusterMember.join(config))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("" + other.getLocalPort())
          .hasMessageEndingWith("check CLUSTER_HOST, CLUSTER_PORT, CLUSTER_MEMBERS.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster_members|here|CLUSTER_MEMBERS must be host:port",
        "cluster_dns|members.local|CLUSTER_PORT must not be 0 with CLUSTER_DNS",
        "cluster_bus_port|70000|CLUSTER_BUS_PORT must be a whole number"
      })
  void joinShouldReportAnInvalidSetting(String key, String value, String problem) {
    assertThatThrownBy(() -> ClusterMember.join(JsonObject.of("cluster_port", 0, key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource({"cluster_members, 127.0.0.1:", "cluster_dns, localhost"})
  void confineShouldBindTheEventBusToThePrivateAddress(String key, String value) throws Exception {
    int port = freePort();
    String members = value.endsWith(":") ? value + port : value;
    ClusterMember target =
        ClusterMember.join(JsonObject.of("cluster_port", port, key, members, "other_key", 1));
    try {
      VertxOptions options = new VertxOptions();
      options.getEventBusOptions().setHost("0.0.0.0");

      target.confine(options);

      assertThat(options.getEventBusOptions().getHost()).isEqualTo("127.0.0.1");
    } finally {
      caches(target).stop();
    }
  }
}
