package dev.flightwatch.toolkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Setting<String> COLOUR = Setting.text("colour", "red", "Colour.");
  private static final Setting<Integer> PARTS = Setting.number("parts", 5, 1, 10, "Parts.");
  private static final Setting<Integer> PORT = Setting.port("port", 80, "Port.");

  private final Settings target = new Settings();

  @Test
  void allShouldBeOwnSettingsThenIncludedOnesInTheOrderOfDeclaration() {
    // given
    Settings composed = new Settings(target);
    // when
    assertThat(composed.add(PARTS)).isSameAs(PARTS);
    assertThat(target.addTuning(COLOUR)).isSameAs(COLOUR);
    target.add(PORT);
    // then
    assertThat(composed.all()).containsExactly(PARTS, COLOUR, PORT);
    assertThat(composed.operator()).containsExactly(PARTS, PORT);
    assertThat(composed.tuning()).containsExactly(COLOUR);
    assertThat(target.all()).containsExactly(COLOUR, PORT);
  }

  @Test
  void addShouldRefuseAKeyThatIsRegisteredAlready() {
    target.add(PORT);
    Settings composed = new Settings(target);
    assertThatThrownBy(() -> composed.addTuning(Setting.text("port", "", "Port.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key port is registered twice");
  }
}
