package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The board on screens of other shapes, on paper, in forced colours, and on a slow network. */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
class BoardMediaIT {
  private static final String AIRPORT = "?airport=LIRF";
  private static final String LOADED = "[data-test=statistics] .ranking";

  /** Texts that do not fit; those of a place or an airline may be of any length. */
  private static final String CUT =
      """
      [...document.querySelectorAll(".flight-row :is(.time, .state)")]
        .filter((cell) => cell.scrollWidth > cell.clientWidth).length""";

  /** Returns whether the chart of days has pixels in the colour that a value of CSS stands for. */
  private static final String HAS_COLOUR =
      """
      ((css) => {
        const canvas = document.querySelector(".days-plot canvas");
        if (!canvas || canvas.height === 0) return false;
        const copy = new OffscreenCanvas(canvas.width, canvas.height);
        const context = copy.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const probe = document.createElement("span");
        probe.style.cssText = `forced-color-adjust: none; color: ${css}`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
        probe.remove();
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] === 255 && colour.every((part, at) => data[i + at] === part)) return true;
        }
        return false;
      })("%s")""";

  @RegisterExtension static final BoardExtension board = new BoardExtension();

  private static Browser browser;
  private static BoardVisitor visitor;

  @BeforeAll
  static void start() {
    browser = board.browser();
    visitor = new BoardVisitor(browser, board.system()::page);
    board.system().follow("LIRF");
  }

  @AfterEach
  void restore() {
    emulate("", Map.of());
    block(List.of());
    browser.resize(BoardVisitor.WIDTH, BoardVisitor.HEIGHT);
    visitor.assertNoErrorButFailedLoads();
  }

  private static void emulate(String media, Map<String, String> features) {
    List<Map<String, String>> all =
        features.entrySet().stream()
            .map(each -> Map.of("name", each.getKey(), "value", each.getValue()))
            .toList();
    browser
        .driver()
        .executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", media, "features", all));
  }

  private static void block(List<String> urls) {
    browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", urls));
  }

  private static boolean is(String expression) {
    return Boolean.TRUE.equals(browser.evaluate(expression));
  }

  private static long number(String expression) {
    return ((Number) browser.evaluate(expression)).longValue();
  }

  @ParameterizedTest
  @CsvSource({"1080,1920", "768,1024", "390,844", "1920,1080", "1280,720"})
  void kioskShouldFillTheScreenWithWholeFlights(int width, int height) {
    // given
    browser.resize(width, height);
    visitor.open("?kiosk=LIRF");

    // then
    browser.awaitTrue(
        "a full screen",
        () ->
            number("document.querySelectorAll('.flight-row').length") > 7
                && number("document.documentElement.scrollHeight") == height);
    assertThat(number(CUT)).isZero();
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(number("document.querySelector('.status').getBoundingClientRect().bottom"))
        .isEqualTo(height);
    long room =
        number(
            "document.querySelector('.status').getBoundingClientRect().top"
                + " - document.querySelector('.flight-row:last-child')"
                + ".getBoundingClientRect().bottom");
    assertThat(room)
        .isBetween(0L, number("document.querySelector('.flight-row').offsetHeight + 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {AIRPORT, ""})
  void pageShouldEndWithItsFooter(String query) {
    // given
    visitor.open(query);
    browser.find(query.isEmpty() ? ".hero" : LOADED);

    // then
    assertThat(number("document.documentElement.scrollHeight"))
        .isEqualTo(
            number(
                "Math.round(document.querySelector('.foot').getBoundingClientRect().bottom"
                    + " + scrollY)"));
  }

  /** The theme is dark, and the charts were never seen. */
  @Test
  void paperShouldHaveTablesAndChartsOnWhiteAndNoNavigation() {
    // given
    emulate("", Map.of("prefers-color-scheme", "dark"));
    visitor.open(AIRPORT);
    browser.find(LOADED);
    browser.find(".flight-row");
    assertThat(browser.has(".days-plot canvas")).isFalse();

    // when
    browser.driver().executeScript("dispatchEvent(new Event('beforeprint'))");
    emulate("print", Map.of("prefers-color-scheme", "dark"));

    // then
    assertThat(is(HAS_COLOUR.formatted("#0072b2"))).as("departures of the light theme").isTrue();
    assertThat(browser.find(".flights").isDisplayed()).isTrue();
    assertThat(
            number(
                "[...document.querySelectorAll('.top, .status, .map-card, .downloads, button')]"
                    + ".filter((each) => each.offsetHeight > 0 && each.ariaPressed !== 'true')"
                    + ".length"))
        .isZero();
    assertThat(
            number(
                "[document.querySelector('.board-rows')]"
                    + ".map((rows) => rows.scrollHeight - rows.clientHeight)[0]"))
        .as("rows that are cut off")
        .isZero();
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.find("[data-test=mock-ribbon]").isDisplayed()).isTrue();

    // when
    browser.driver().executeScript("dispatchEvent(new Event('afterprint'))");

    // then
    assertThat(browser.has(".printing")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void chartsShouldHaveTheForcedColours(String scheme) {
    // given
    emulate("", Map.of("forced-colors", "active", "prefers-color-scheme", scheme));
    visitor.open(AIRPORT);
    browser.find(LOADED);

    // when
    browser.driver().executeScript("document.querySelector('.days').scrollIntoView()");

    // then
    browser.awaitTrue("departures", () -> is(HAS_COLOUR.formatted("LinkText")));
    assertThat(is(HAS_COLOUR.formatted("CanvasText"))).as("arrivals").isTrue();
    browser.awaitTrue(
        "colours of the hours",
        () ->
            number(
                    "new Set([...document.querySelectorAll('.heat td')]"
                        + ".map((cell) => getComputedStyle(cell).backgroundColor)).size")
                > 1);
    assertThat(
            number(
                "new Set([...document.querySelectorAll('.board .choice button')]"
                    + ".map((each) => getComputedStyle(each).backgroundColor)).size"))
        .as("the chosen direction and the other")
        .isEqualTo(2);
  }

  @Test
  void frameShouldBeShownWithoutAnyScript() {
    // given
    block(List.of("*.js"));

    // when
    browser.open(board.system().page(AIRPORT));

    // then
    assertThat(browser.find("[data-test=frame] .brand").getText()).isEqualTo("Flightwatch");
    assertThat(number("document.querySelectorAll('.wait')[1].offsetHeight")).isGreaterThan(200);
  }

  @Test
  void headerShouldBeInUseBeforeTheScriptsOfTheView() {
    // given
    block(List.of("*/board/airport.js"));

    // when
    browser.open(board.system().page(AIRPORT));

    // then
    browser.find("#search");
    assertThat(browser.find(".wait").isDisplayed()).isTrue();
    assertThat(browser.has("[data-test=frame]")).isFalse();
  }
}
