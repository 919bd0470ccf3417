package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortVariableTest {
  private static final Setting<String> ADDRESS = Setting.text("shop_address", "h", "Address.");
  private static final Setting<Integer> PORT = Setting.port("shop_http_port", 80, "Port.");

  private static Throwable named(Throwable failure) {
    return Future.failedFuture(failure).recover(PortVariable.named(ADDRESS, PORT)).cause();
  }

  @Test
  void namedShouldAddTheVariablesWhenAServerCannotListen() {
    Throwable failure = new ListenAddress("shop http", "h", 80).cannotListen(new BindException());
    assertThat(named(failure))
        .isInstanceOf(ServiceException.class)
        .hasCause(failure)
        .hasMessage(
            "h:80 is taken, or not of this host: set SHOP_HTTP_PORT to a free port, or SHOP_ADDRESS"
                + " to an address of this host.");
  }

  @Test
  void namedShouldPassOtherFailuresOn() {
    ServiceException other = ServiceException.of(ErrorKind.UNAVAILABLE, "other", "Other.");
    IllegalStateException foreign = new IllegalStateException("foreign");

    assertThat(named(other)).isSameAs(other);
    assertThat(named(foreign)).isSameAs(foreign);
  }

  @Test
  void clashesShouldReportEachPortThatEqualsAnEarlierOneExceptZero() {
    List<Setting<Integer>> ports =
        List.of(
            PORT,
            Setting.port("shop_grpc_port", 80, "Port."),
            Setting.port("shop_management_port", 0, "Port."),
            Setting.port("shop_other_port", 0, "Port."));
    Config config = Config.load(new JsonObject(), List.copyOf(ports));
    assertThat(PortVariable.clashes(config, ports))
        .containsExactly("SHOP_GRPC_PORT must differ from SHOP_HTTP_PORT (both are 80)");
  }
}
