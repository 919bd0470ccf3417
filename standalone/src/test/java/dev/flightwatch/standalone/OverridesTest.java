package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final Setting<Integer> PORT =
      Setting.number("overrides_test_port", 0, 0, 65_535, "A port for this test.");

  @AfterEach
  void clear() {
    System.clearProperty(PORT.key());
  }

  @Test
  void fixedPortShouldBeOutsideTheRangeOfEphemeralPorts() {
    // given
    Config config = Config.load(new JsonObject(), List.of(PORT));

    // when
    List<Integer> ports =
        IntStream.range(0, 50).mapToObj(i -> Overrides.fixedPort(config, PORT)).toList();

    // then
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 1_024 && port < 32_768);
    assertThat(System.getProperty(PORT.key())).isEqualTo(Integer.toString(ports.get(49)));
  }
}
