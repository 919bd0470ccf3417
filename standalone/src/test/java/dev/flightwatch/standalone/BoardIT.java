package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * The board in a browser, as one visitor uses it from the first search to the end of the account.
 */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoardIT {
  private static BoardSystem system;
  private static Browser browser;

  /** Runs before the browser goes on to the next test. */
  @RegisterExtension
  static final AfterEachCallback PICTURE_OF_FAILURE =
      context ->
          context
              .getExecutionException()
              .ifPresent(
                  failure ->
                      browser.picture(
                          Path.of("target", "board", context.getDisplayName() + ".png")));

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    system = new BoardSystem(folder);
    browser = Browser.start();
    browser.resize(1280, 900);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (system != null) {
      system.close();
    }
  }

  @AfterEach
  void pageShouldHaveNoErrorAndAskNoOtherHost() {
    assertThat(browser.consoleErrors()).isEmpty();
    assertThat(browser.network().requested())
        .extracting(URI::getAuthority)
        .containsOnly(system.page("").getAuthority());
  }

  @Order(1)
  @ParameterizedTest
  @ValueSource(strings = {"catan", "CTA", "licc"})
  void searchShouldLeadToAirportWhenOnlyKeysAreUsed(String query) {
    browser.open(system.page(""));
    browser.find("#search").sendKeys(query);
    browser.find("#search-list [data-code=LICC]");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
    assertThat(browser.find(".airport-heading h1").getText()).contains("Catania", "CTA");
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(system.page("?airport=LICC").toString());
  }

  @Order(2)
  @Test
  void airportShouldSayThatNobodyFollowsIt() {
    browser.open(system.page("?airport=LICC"));
    assertThat(browser.find("[data-test=no-flights]").getText()).contains("Nobody follows");
    assertThat(browser.accessibilityViolations()).isEqualTo(List.of());
  }
}
