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
import org.openqa.selenium.WindowType;

/**
 * How much the board loads, and that it stays up to date when many flights arrive. How soon it
 * shows something, and how long it keeps the browser busy, depends on what else the machine does:
 * both are printed.
 */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
class BoardSpeedIT {
  private static final int BYTES = 500_000;
  private static final int FLIGHTS = 200;

  private static final String OBSERVE_TASKS =
      """
      window.tasks = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({duration}) => duration)))
        .observe({type: "longtask", buffered: true});
      """;
  private static final String TRANSFERRED =
      """
      ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
        .reduce((sum, {transferSize}) => sum + transferSize, 0)""";
  private static final String FIRST_PAINT =
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null";

  @RegisterExtension static final BoardExtension board = new BoardExtension();

  private static BoardSystem system;
  private static Browser browser;
  private static BoardVisitor visitor;

  @BeforeAll
  static void start() {
    system = board.system();
    browser = board.browser();
    visitor = new BoardVisitor(browser, system::page);
  }

  @AfterEach
  void pagesShouldHaveNoErrorAndAskNoOtherHost() {
    visitor.assertNoErrorSoFar();
  }

  @Test
  void airportShouldLoadLittleWhenNothingIsCached() {
    system.follow("LIRF");
    visitor.open("?airport=LIRF");
    browser.find("[data-test=statistics] .ranking");
    browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());

    visitor.open("?airport=LIRF");
    browser.find("[data-test=statistics] .ranking");
    browser.find("[data-map]:not([data-outlines=loading])");

    double paint = ((Number) browser.evaluate(FIRST_PAINT)).doubleValue();
    long bytes = ((Number) browser.evaluate(TRANSFERRED)).longValue();
    System.out.printf("Board: first paint after %.0f ms, %,d bytes transferred%n", paint, bytes);
    assertThat(bytes).isBetween(50_000L, (long) BYTES);
  }

  @Test
  void pageShouldShowManyFlightsThatArriveWithoutAReload() {
    String tab = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    browser.beforeEachPage(OBSERVE_TASKS);
    visitor.open("?airport=LEMD");
    browser.find("[data-test=no-flights]");
    browser.find("[data-test=status] [data-state=open]");
    List<?> loading = tasks();
    visitor.mark();

    system.follow("LEMD");
    browser.awaitTrue("flights", () -> flightsOfTheDay() >= FLIGHTS);
    browser.find("[data-test=statistics] .ranking");

    List<?> arriving = tasks();
    System.out.printf("Board: long tasks %s ms while loading, then %s ms%n", loading, arriving);
    assertThat(visitor.sameAsMarked()).isTrue();
    browser.closeAllBut(tab);
  }

  /** Returns the durations of the long tasks since the last call. */
  private static List<?> tasks() {
    return (List<?>) browser.evaluate("window.tasks.splice(0)");
  }

  /** Returns the number in "Other end known for 120 of 288 flights of the last 24 hours". */
  private static int flightsOfTheDay() {
    String text = browser.find(".map-known").getText();
    return text.isBlank()
        ? 0
        : Integer.parseInt(text.replaceAll("(?s).* of ([\\d,]+) .*", "$1").replace(",", ""));
  }
}
