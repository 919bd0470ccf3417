package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmulatorArgumentsTest {

  @Test
  void optionsShouldBeSeededOnLoopbackByDefault() {
    // when
    EmulatorOptions options = parse("").toOptions();

    // then
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(5200);
    assertThat(options.account().dailyCredits()).isEqualTo(4_000);
    assertThat(options.traffic()).isEqualTo(new TrafficPlan.Seeded(1, 30));
  }

  @Test
  void optionsShouldFollowTheArguments() {
    // when
    EmulatorOptions seeded = parse("--host 0.0.0.0 --port 0 --seed -7 --credits 12").toOptions();
    EmulatorOptions recorded = parse("--recordings some/folder --ends-ago 90").toOptions();

    // then
    assertThat(seeded.host()).isEqualTo("0.0.0.0");
    assertThat(seeded.port()).isZero();
    assertThat(seeded.account().dailyCredits()).isEqualTo(12);
    assertThat(seeded.traffic()).isEqualTo(new TrafficPlan.Seeded(-7, 30));
    assertThat(recorded.traffic())
        .isEqualTo(new TrafficPlan.Replayed(Path.of("some/folder"), Duration.ofSeconds(90)));
  }

  @Test
  void parseShouldNameTheOptionWhenItIsInvalid() {
    for (String wrong :
        List.of("--prot 5", "--port", "--port x", "--port 65536", "--port -1", "--credits -1")) {
      assertThatThrownBy(() -> parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.split(" ")[0]);
    }
  }

  private static EmulatorArguments parse(String line) {
    return EmulatorArguments.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }
}
