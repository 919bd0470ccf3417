package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares docs/configuration.md with the settings; with -Dflightwatch.write-docs, writes it. */
class ConfigurationDocumentTest {
  private static final String COMMAND =
      "mvn -pl standalone -am test -Dflightwatch.write-docs=true"
          + " -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false";
  private static final String INTRODUCTION =
      """
      # Configuration

      Every variable can be set in three places. A later place overrides an earlier one:

      1. the JSON file that a verticle is started with (`-conf`), with the name in lower case: `"poll_interval_seconds": 60`
      2. the environment: `POLL_INTERVAL_SECONDS=60`; an empty variable counts as not set
      3. a Java system property, with the name in lower case: `-Dpoll_interval_seconds=60`

      A service that starts with an invalid configuration reports all problems and exits. Secrets are never logged. Names
      that end in `_SECONDS` are durations in seconds, with up to three decimals.

      Each service, and the gateway, has two tables. The first one lists what an operator sets. The second one lists settings for tuning: their
      defaults suit nearly every installation.

      """;

  @Test
  void documentShouldDescribeEverySetting() throws IOException {
    Path document = Path.of(System.getProperty("flightwatch.home"), "docs", "configuration.md");
    String expected =
        INTRODUCTION
            + section("User manager", UserManagerSettings.SETTINGS)
            + section("Data collector", DataCollectorSettings.SETTINGS)
            + section("Gateway", GatewaySettings.SETTINGS)
            + "## `bin/flightwatch`\n\nThe variables of both services and of the gateway, and:\n\n"
            + table(StandaloneSettings.SETTINGS.all());
    if (Boolean.getBoolean("flightwatch.write-docs")) {
      Files.writeString(document, expected);
    }
    assertThat(document)
        .as("docs/configuration.md is generated. Write it with: %s", COMMAND)
        .content()
        .isEqualTo(expected);
  }

  private static String section(String service, Settings settings) {
    return "## %s\n\n%s\n### %s: tuning\n\n%s\n"
        .formatted(service, table(settings.operator()), service, table(settings.tuning()));
  }

  private static String table(List<Setting<?>> settings) {
    return "| variable | default | description |\n|---|---|---|\n"
        + settings.stream().map(ConfigurationDocumentTest::row).collect(Collectors.joining());
  }

  private static String row(Setting<?> setting) {
    String shown = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return "| `%s` | %s | %s |\n".formatted(setting.variable(), shown, setting.meaning());
  }
}
