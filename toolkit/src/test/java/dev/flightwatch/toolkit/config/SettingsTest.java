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
  void addShouldReturnTheSettingAndKeepTheOrderOfDeclaration() {
    assertThat(target.add(PORT)).isSameAs(PORT);
    assertThat(target.addTuning(COLOUR)).isSameAs(COLOUR);
    target.add(PARTS);

    assertThat(target.all()).containsExactly(PORT, COLOUR, PARTS);
  }

  @Test
  void operatorAndTuningShouldDivideTheSettings() {
    target.add(PORT);
    target.addTuning(COLOUR);
    target.add(PARTS);

    assertThat(target.operator()).containsExactly(PORT, PARTS);
    assertThat(target.tuning()).containsExactly(COLOUR);
  }

  @Test
  void allShouldEndWithTheIncludedRegistriesWhenSettingsAreAddedLater() {
    // given
    target.addTuning(COLOUR);
    Settings composed = new Settings(target);

    // when
    composed.add(PARTS);
    target.add(PORT);

    // then
    assertThat(composed.all()).containsExactly(PARTS, COLOUR, PORT);
    assertThat(composed.tuning()).containsExactly(COLOUR);
    assertThat(target.all()).containsExactly(COLOUR, PORT);
  }

  @Test
  void addShouldRefuseAKeyThatIsRegisteredAlready() {
    target.add(PORT);
    Settings composed = new Settings(target);

    assertThatThrownBy(() -> target.addTuning(Setting.text("port", "", "Port.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key port is registered twice");
    assertThatThrownBy(() -> composed.add(PORT)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void constructorShouldRefuseRegistriesWithTheSameKey() {
    target.add(PORT);
    Settings other = new Settings();
    other.add(PORT);

    assertThatThrownBy(() -> new Settings(target, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key port is registered twice");
  }
}
