package dev.flightwatch.standalone;

import static dev.flightwatch.standalone.BoardVisitor.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import dev.flightwatch.testkit.browser.Pictures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the board in {@code docs/images}. {@code tools/screenshots} runs it. */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
class BoardScreenshots {
  private static final Path IMAGES =
      Path.of(System.getProperty("flightwatch.home"), "docs", "images");
  private static final List<String> AIRPORTS = List.of("LICC", "LIRF", "EDDF");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(4);
  private static final int MAX_BYTES = 200_000;

  private static FlightwatchProcess process;
  private static Browser browser;
  private static BoardVisitor visitor;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    process =
        FlightwatchProcess.start(data, Map.of("POLL_TICK_SECONDS", "0.5"), "--emulator")
            .awaitReady();
    browser = Browser.start();
    visitor = new BoardVisitor(browser, query -> process.gateway().resolve("/" + query));
    browser.resize(1280, 800);
    browser.driver().executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    visitor.open("?account=register");
    browser.type("#register-nome", "Ada");
    browser.type("#register-cognome", "Lovelace");
    visitor.register();
    browser.awaitText("[data-test=account]", "Ada");
    for (String airport : AIRPORTS) {
      JsonObject interest = JsonObject.of("email", EMAIL, "airport", airport);
      assertThat(Curl.post(process.dataCollector(), "/interests", interest).status())
          .isEqualTo(200);
    }
    // The history is read from the newest day to the oldest, for all three airports.
    assertThat(
            ChaosRun.await(
                LONGEST_WAIT, () -> AIRPORTS.stream().allMatch(BoardScreenshots::isComplete)))
        .isTrue();
  }

  private static boolean isComplete(String airport) {
    return Curl.get(process.dataCollector(), "/airports/" + airport)
        .json()
        .getJsonObject("collection")
        .getJsonObject("backfill")
        .getBoolean("done");
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    process.close();
  }

  @Test
  void picturesShouldShowTheBoard() throws IOException {
    take("home", 1280, 800, "light", "", "[data-airport=EDDF] .airport-card-line svg");
    take("airport-light", 1280, 1440, "light", "?airport=LICC", "[data-day-chart][data-bars]");
    take("airport-dark", 1280, 800, "dark", "?airport=LIRF", "[data-test=statistics] .ranking");
    browser.click(".board [data-value=arrival]");
    browser.find(".flights[data-direction=arrival] .flight-row");
    save("airport-dark");
    take("account", 1280, 900, "light", "?account", "#name-nome");
    take("kiosk", 1600, 900, "dark", "?kiosk=LICC,LIRF", ".flight-row");
    take("phone", 360, 800, "dark", "?airport=LICC", ".flight-row");
    browser.resize(1280, 800);
    visitor.preferColourScheme("light");
    visitor.open("?airport=EDDF");
    browser.click("[data-map] [data-view=nearby]");
    browser.awaitTrue("aircraft", () -> visitor.numberOf("[data-map]", "aircraft") > 0);
    save("nearby");
  }

  private static void take(
      String name, int width, int height, String scheme, String query, String sign)
      throws IOException {
    browser.resize(width, height);
    visitor.preferColourScheme(scheme);
    visitor.open(query);
    browser.find(sign);
    if (query.startsWith("?airport") && width > 360) {
      browser.find("[data-map]:not([data-outlines=loading])");
      browser.awaitTrue("routes", () -> visitor.numberOf("[data-map]", "routes") > 0);
    }
    save(name);
  }

  private static void save(String name) throws IOException {
    browser.find("[data-test=status] [data-state=open]");
    // No space for the scroll bar, which is hidden.
    browser.driver().executeScript("document.documentElement.style.overflowY = 'hidden'");
    byte[] picture = browser.picture();
    byte[] png = picture.length < MAX_BYTES ? picture : Pictures.reduced(picture);
    Files.createDirectories(IMAGES);
    Files.write(IMAGES.resolve(name + ".png"), png);
    System.out.printf("%s.png: %,d bytes%n", name, png.length);
    assertThat(png.length).as(name).isLessThan(MAX_BYTES);
  }
}
