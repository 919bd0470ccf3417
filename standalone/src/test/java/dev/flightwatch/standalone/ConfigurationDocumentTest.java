package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/configuration.md true; with -Dflightwatch.write-docs=true, writes it. */
class ConfigurationDocumentTest {
  private static final String INTRODUCTION =
      """
      # Configuration

      Every key has a default. It can be set in the JSON file that a verticle is started with (`-conf`), as an environment variable, or as a system
      property (`-Dkey=value`); the later ones win. An empty variable counts as not set. All problems are reported at once, at the start, and secrets
      are shown nowhere. Times are in seconds, decimals allowed.

      """;

  @Test
  void documentShouldListEveryKey() throws IOException {
    Path document = Path.of(System.getProperty("flightwatch.home"), "docs", "configuration.md");
    String expected =
        INTRODUCTION
            + table("User manager", UserManagerSettings.ALL)
            + table("Data collector", DataCollectorSettings.ALL)
            + table("`bin/flightwatch`, beside those of both services", StandaloneSettings.OWN);
    if (Boolean.getBoolean("flightwatch.write-docs")) {
      Files.writeString(document, expected);
    }
    assertThat(document).content().isEqualTo(expected);
  }

  private static String table(String title, List<Setting<?>> settings) {
    return "## "
        + title
        + "\n\n| key | variable | default | meaning |\n|---|---|---|---|\n"
        + settings.stream().map(ConfigurationDocumentTest::row).collect(Collectors.joining())
        + "\n";
  }

  private static String row(Setting<?> setting) {
    String shown = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
    return "| `%s` | `%s` | %s | %s |\n"
        .formatted(setting.key(), setting.variable(), shown, setting.meaning());
  }
}
