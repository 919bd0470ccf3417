package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.gateway.GatewayVerticle;
import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.launch.VertxRun;
import dev.flightwatch.usermanager.UserManagerVerticle;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each service declares the settings that it reads, and {@code docs/configuration.md} those. */
class DeclaredSettingsTest {
  /** A service: its root verticle, the class of its settings, and these. */
  private record Service(Class<?> verticle, Class<?> declaring, Settings declared) {
    Collection<String> declaredVariables() {
      return variables(declared.all());
    }

    Collection<String> readFrom(Class<?>... used) {
      return variables(ReachedCode.settings(declaring, List.of(used)));
    }

    @Override
    public String toString() {
      return verticle.getSimpleName();
    }
  }

  static Stream<Service> services() {
    return Stream.of(
        new Service(
            UserManagerVerticle.class, UserManagerSettings.class, UserManagerSettings.SETTINGS),
        new Service(
            DataCollectorVerticle.class,
            DataCollectorSettings.class,
            DataCollectorSettings.SETTINGS),
        new Service(GatewayVerticle.class, GatewaySettings.class, GatewaySettings.SETTINGS));
  }

  private static List<String> variables(Collection<Setting<?>> settings) {
    return settings.stream().map(Setting::variable).sorted().toList();
  }

  /** The launcher reads the settings of traces, of the node and of the cluster. */
  @ParameterizedTest
  @MethodSource("services")
  void serviceShouldReadEachSettingThatItDeclares(Service service) {
    assertThat(service.readFrom(service.verticle(), VertxRun.class))
        .containsAll(service.declaredVariables());
  }

  /**
   * A configuration has only the settings that are declared: a verticle that reads others fails.
   */
  @ParameterizedTest
  @MethodSource("services")
  void serviceShouldDeclareEachSettingThatItReads(Service service) {
    assertThat(service.declaredVariables()).containsAll(service.readFrom(service.verticle()));
  }

  @Test
  void standaloneProcessShouldReadEachSettingThatOnlyItHas() {
    Service process =
        new Service(StandaloneMain.class, StandaloneSettings.class, StandaloneSettings.SETTINGS);

    assertThat(process.readFrom(process.verticle())).containsAll(process.declaredVariables());
  }
}
