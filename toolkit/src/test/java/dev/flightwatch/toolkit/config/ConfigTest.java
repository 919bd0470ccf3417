package dev.flightwatch.toolkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  private static final Setting<String> COLOUR = Setting.text("colour", "red", "Colour");
  private static final Setting<Integer> PARTS =
      Setting.number("parts", 5, 1, 10, "Number of parts");
  private static final Setting<Optional<URI>> STORE = Setting.url("store_url", "Store", "store");
  private static final Setting<URI> PEER_URL = Setting.httpUrl("peer_url", "http://h", "Peer");
  private static final Setting<Optional<String>> KEY = Setting.secret("shop_key", "Key");

  private static Config load(JsonObject json, Map<String, String> env, Map<String, String> system) {
    Properties properties = new Properties();
    properties.putAll(system);
    return Config.load(json, env, properties, List.of(COLOUR, PARTS, STORE, PEER_URL, KEY));
  }

  private static Config load(Map<String, String> env) {
    return load(new JsonObject(), env, Map.of());
  }

  private static List<String> problems(JsonObject json, Map<String, String> env) {
    return catchThrowableOfType(ConfigException.class, () -> load(json, env, Map.of())).problems();
  }

  @ParameterizedTest
  @CsvSource({
    ",,,red",
    "json,,,json",
    "json,env,,env",
    "json,env,system,system",
    ",env,,env",
    "json,,system,system"
  })
  void loadShouldPreferSystemPropertyThenEnvironmentThenJsonThenDefault(
      String json, String env, String system, String expected) {
    JsonObject file = json == null ? new JsonObject() : JsonObject.of("colour", json);
    Map<String, String> variables = env == null ? Map.of() : Map.of("COLOUR", env);
    Map<String, String> properties = system == null ? Map.of() : Map.of("colour", system);

    assertThat(load(file, variables, properties).get(COLOUR)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void loadShouldIgnoreAVariableThatIsBlank(String blank) {
    Config config = load(JsonObject.of("colour", "blue"), Map.of("COLOUR", blank), Map.of());

    assertThat(config.get(COLOUR)).isEqualTo("blue");
  }

  @Test
  void loadShouldReadNumbersAndNullsFromJsonAndStripTexts() {
    JsonObject json = new JsonObject("{\"parts\": 7, \"colour\": null}");

    Config config = load(json, Map.of("SHOP_KEY", "  k1 \n"), Map.of());

    assertThat(config.get(PARTS)).isEqualTo(7);
    assertThat(config.get(COLOUR)).isEqualTo("red");
    assertThat(config.get(KEY)).contains("k1");
  }

  @Test
  void loadShouldReadTheEnvironmentAndTheSystemProperties() {
    Setting<String> path = Setting.text("path", "", "Set in every process");
    Setting<String> javaHome = Setting.text("java.home", "", "Set in every JVM");

    Config config = Config.load(new JsonObject(), List.of(path, javaHome));

    assertThat(config.get(path)).isEqualTo(System.getenv("PATH").strip());
    assertThat(config.get(javaHome)).isEqualTo(System.getProperty("java.home"));
  }

  @Test
  void loadShouldReportEveryProblem() {
    JsonObject json = new JsonObject().put("zebra", 1).put("parts", 11).put("ant", 2);

    assertThat(problems(json, Map.of("STORE_URL", "shop://h", "PEER_URL", "h")))
        .containsExactly(
            "ant in the configuration file is not a known key; see docs/configuration.md",
            "zebra in the configuration file is not a known key; see docs/configuration.md",
            "PARTS must be a whole number from 1 to 10 (it is \"11\")",
            "STORE_URL must be a URL that begins with store://",
            "PEER_URL must be a URL that begins with http:// or https:// (it is \"h\")");
  }

  @Test
  void problemShouldBeOneLineWhenTheTextHasSeveral() {
    assertThatThrownBy(() -> load(Map.of("PARTS", "1\n2\u0007")))
        .hasMessage("PARTS must be a whole number from 1 to 10 (it is \"1?2?\")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop://me:hunter2@h/db",
        "store://me:hunter2{@h/db",
        "me:hunter2@h",
        "store:hunter2",
        "hunter2",
        "//me:hunter2@h"
      })
  void problemsShouldHideThePasswordWhenAUrlIsInvalid(String url) {
    assertThat(problems(new JsonObject(), Map.of("STORE_URL", url)).toString())
        .contains("STORE_URL")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://me:hunter2@h", "http://me:hunter2/@h{", "me:hunter2@h"})
  void problemsShouldHideThePasswordWhenAnHttpUrlIsInvalid(String url) {
    assertThat(problems(new JsonObject(), Map.of("PEER_URL", url)).toString())
        .contains("PEER_URL", "***@h")
        .doesNotContain("hunter2");
  }

  @Test
  void toStringShouldMaskSecretsAndUserInformation() {
    Config config =
        load(
            Map.of(
                "SHOP_KEY", "hunter2",
                "STORE_URL", "store://me:hunter2@h/db",
                "PEER_URL", "https://me:hunter2@peer/a"));

    assertThat(config)
        .hasToString("colour=red, parts=5, store_url=***, peer_url=***@peer/a, shop_key=***");
  }

  @Test
  void getShouldFailWhenTheSettingWasNotLoaded() {
    Setting<String> other = Setting.text("other", "", "Not loaded");
    Config config = load(Map.of());

    assertThatThrownBy(() -> config.get(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }

  @Test
  void checkShouldFailWithTheProblemsOfTheRule() {
    Config config = load(Map.of());

    assertThatThrownBy(() -> config.check(c -> List.of("PARTS and COLOUR", "do not go together")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("PARTS and COLOUR" + System.lineSeparator() + "do not go together");
    assertThat(config.check(c -> List.of())).isSameAs(config);
  }
}
