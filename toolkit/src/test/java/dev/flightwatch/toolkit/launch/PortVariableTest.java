package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortVariableTest {
  private static final Setting<Integer> PORT = Setting.port("shop_http_port", 80, "Port.");

  private static Throwable named(Throwable failure) {
    return Future.failedFuture(failure).recover(PortVariable.named(PORT)).cause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"port_taken", "cannot_listen"})
  void namedShouldAddTheVariablesWhenAServerCannotListen(String code) {
    ServiceException failure = ServiceException.of(ErrorKind.UNAVAILABLE, code, "h:80 is in use");

    assertThat(named(failure))
        .isInstanceOf(ServiceException.class)
        .hasCause(failure)
        .hasMessage(
            "h:80 is in use: set SHOP_HTTP_PORT to a free port, or BIND_ADDRESS to an address of this"
                + " host.");
  }

  @Test
  void namedShouldPassOtherFailuresOn() {
    ServiceException other = ServiceException.of(ErrorKind.UNAVAILABLE, "other", "Other.");
    IllegalStateException foreign = new IllegalStateException("foreign");

    assertThat(named(other)).isSameAs(other);
    assertThat(named(foreign)).isSameAs(foreign);
  }

  @Test
  void clashesShouldReportEachPortThatEqualsAnEarlierOne() {
    Setting<Integer> second = Setting.port("shop_grpc_port", 80, "Port.");
    Setting<Integer> third = Setting.port("shop_management_port", 81, "Port.");
    Config config = Config.load(new JsonObject(), List.of(PORT, second, third));

    assertThat(PortVariable.clashes(config, List.of(PORT, second, third)))
        .containsExactly("SHOP_GRPC_PORT must differ from SHOP_HTTP_PORT (both are 80)");
  }

  @Test
  void clashesShouldIgnorePortZero() {
    Setting<Integer> free = Setting.port("shop_http_port", 0, "Port.");
    Setting<Integer> other = Setting.port("shop_grpc_port", 0, "Port.");
    Config config = Config.load(new JsonObject(), List.of(free, other));

    assertThat(PortVariable.clashes(config, List.of(free, other))).isEmpty();
  }
}
