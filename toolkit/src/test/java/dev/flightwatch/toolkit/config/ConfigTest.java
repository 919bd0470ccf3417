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
    "json,' ',,json",
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
    JsonObject json = new JsonObject().put("zebra", 1).put("parts", "1\n1\u0007").put("ant", 2);

    assertThat(problems(json, Map.of("STORE_URL", "shop://h", "PEER_URL", "h")))
        .containsExactly(
            "ant in the configuration file is not a known key; see docs/configuration.md",
            "zebra in the configuration file is not a known key; see docs/configuration.md",
            "PARTS must be a whole number from 1 to 10 (it is \"1?1?\")",
            "STORE_URL must be a URL that begins with store://",
            "PEER_URL must be a URL that begins with http:// or https:// (it is \"h\")");
  }

  @ParameterizedTest
  @CsvSource({
    "STORE_URL, shop://me:hunter2@h/db, ''",
    "STORE_URL, store://me:hunter2{@h/db, ''",
    "STORE_URL, me:hunter2@h, ''",
    "STORE_URL, store:hunter2, ''",
    "STORE_URL, hunter2, ''",
    "STORE_URL, //me:hunter2@h, ''",
    "PEER_URL, ftp://me:hunter2@h, ***@h",
    "PEER_URL, http://me:hunter2/@h{, ***@h",
    "PEER_URL, me:hunter2@h, ***@h"
  })
  void problemsShouldHideThePasswordWhenAUrlIsInvalid(String variable, String url, String shown) {
    assertThat(problems(new JsonObject(), Map.of(variable, url)).toString())
        .contains(variable, shown)
        .doesNotContain("hunter2");
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
