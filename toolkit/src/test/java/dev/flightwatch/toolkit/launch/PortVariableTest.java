package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortVariableTest {
  private static final Setting<Integer> PORT = Setting.port("shop_http_port", 80, "Where.");

  private static Throwable named(Throwable failure) {
    return Future.failedFuture(failure).recover(PortVariable.named(PORT)).cause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"port_taken", "cannot_listen"})
  void namedShouldSayWhatToChangeWhenADoorCannotListen(String code) {
    ServiceException failure =
        ServiceException.of(ErrorKind.UNAVAILABLE, code, "h:80 is taken, or not of this host");

    assertThat(named(failure))
        .isInstanceOf(ServiceException.class)
        .hasCause(failure)
        .hasMessage(
            "h:80 is taken, or not of this host: set SHOP_HTTP_PORT to a free one, or BIND_ADDRESS"
                + " to an address of this host.");
  }

  @Test
  void namedShouldLeaveOtherFailuresAlone() {
    ServiceException other = ServiceException.of(ErrorKind.UNAVAILABLE, "other", "Other.");
    IllegalStateException foreign = new IllegalStateException("foreign");

    assertThat(named(other)).isSameAs(other);
    assertThat(named(foreign)).isSameAs(foreign);
  }
}
