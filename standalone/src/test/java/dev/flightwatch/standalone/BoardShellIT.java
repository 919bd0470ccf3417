package dev.flightwatch.standalone;

import static dev.flightwatch.standalone.BoardVisitor.EMAIL;
import static dev.flightwatch.standalone.BoardVisitor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** What holds for the board around its views: search, addresses, contact, tabs, history, focus. */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
class BoardShellIT {
  private static final String OTHER_EMAIL = "grace@example.org";

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

  @BeforeEach
  void visitorShouldBeLoggedIn() {
    visitor.ensureLoggedIn();
  }

  @AfterEach
  void pagesShouldHaveNoErrorButFailedLoads() {
    visitor.assertNoErrorButFailedLoads();
  }

  @ParameterizedTest
  @CsvSource({"london, catan, Catania", "c, catania, Catania", "CTA, fran, Frankfurt"})
  void enterShouldOpenTheFirstAirportOfTheTextWhenThatOfAnEarlierTextIsShown(
      String earlier, String text, String city) {
    visitor.open("");
    browser.type("#search", earlier);
    browser.find("#search-list [data-code]");

    browser.type("#search", text + Keys.ENTER);

    browser.awaitText("h1", city);
  }

  @Test
  void enterShouldOpenNothingButTheListWhenTheListIsClosed() {
    visitor.open("");
    browser.type("#search", "catan");
    browser.find("#search-list [data-code=LICC]");

    browser.find("#search").sendKeys(Keys.ESCAPE, Keys.ENTER);

    browser.find("#search-list [data-code=LICC]");
    browser.find("#search").sendKeys(Keys.ENTER);
    browser.awaitText("h1", "Catania");
  }

  @Test
  void pageThatDoesNotExistShouldSayWhatToDoInBothLanguages() {
    browser.open(system.page("airports/XXXX"));
    browser.awaitText("h1", "This page does not exist");
    browser.awaitText("[lang=it]", "Questa pagina non esiste");
    assertThat(browser.accessibilityViolations()).isEmpty();

    browser.click("a[href='/']");

    browser.find("#search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXXX", "no/such", "%20"})
  void unknownAirportShouldSayWhatToDo(String code) {
    visitor.open("?airport=" + code);
    browser.awaitText("[data-test=unknown-airport] h1", "No airport with the code");
    browser.awaitText("[data-test=what-next]", "search above");
    visitor.assertAccessible();

    browser.click("[data-test=unknown-airport] a[href='/']");

    browser.awaitText("h1", "Every departure");
  }

  @Test
  void boardShouldSaySinceWhenThereIsNoContactWhenTheServerStandsStill() throws Exception {
    visitor.open("?airport=LICC");
    browser.awaitText("[data-test=live]", "Live");
    visitor.mark();

    system.process().suspend();
    try {
      browser.awaitText("[data-test=status] [data-state=lost]", "No contact with the server since");
      assertThat(browser.has("[data-test=live]")).isFalse();
    } finally {
      system.process().resume();
    }

    browser.awaitText("[data-test=live]", "Live");
    assertThat(visitor.sameAsMarked()).isTrue();
  }

  @Test
  void boardShouldSayThatAnAirportIsNotLiveWhenNobodyFollowsIt() {
    visitor.open("?airport=LEMD");
    browser.awaitText("[data-test=live]", "nothing is read");
    browser.click("[data-test=follow]");
    browser.awaitText("[data-test=live]", "Live");
    browser.find(".flight-row");
    browser.click("[data-test=unfollow]");
    browser.find("[data-test=follow]");
    // It is read until the next scan of the followed airports.
    browser.awaitTrue(
        "the state of an airport that nobody follows",
        () -> {
          visitor.open("?airport=LEMD");
          return browser.find("[data-test=live]").getText().contains("its data is as of");
        });
  }

  @Test
  void allTabsShouldFollowTheSessionWhenOneOfThemChangesIt() {
    visitor.open("?account");
    browser.awaitText("[data-test=email]", EMAIL);
    String first = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    String second = browser.driver().getWindowHandle();
    visitor.open("");
    browser.click("[data-test=log-out]");
    browser.find("[data-test=log-in]");

    browser.driver().switchTo().window(first);
    browser.find("[data-test=login-form]");
    assertThat(browser.has("[data-test=email]")).isFalse();

    browser.driver().switchTo().window(second);
    visitor.open("?account=register");
    browser.type("#register-email", OTHER_EMAIL);
    browser.type("#register-password", PASSWORD);
    browser.click("[data-test=register-form] [type=submit]");
    browser.find("[data-test=account]");

    browser.driver().switchTo().window(first);
    browser.awaitText("[data-test=email]", OTHER_EMAIL);

    browser.driver().switchTo().window(second);
    visitor.logOut();
    visitor.open("?account=login");
    visitor.logIn(PASSWORD);
    browser.find("[data-test=account]");
    browser.driver().switchTo().window(first);
    browser.awaitText("[data-test=email]", EMAIL);
    browser.closeAllBut(first);
  }

  @Test
  void backShouldRestoreWhatWasChosenAndTheFocus() {
    visitor.open("?airport=LICC");
    browser.find(".flight-row");
    browser.click("[data-value=arrival]");
    browser.click("[data-map] [data-view=nearby]");
    browser.click("[data-test=statistics] [data-value='7']");
    browser.click("[data-heat-map] [data-direction=arrivals]");
    browser.click("[data-value=departure]");
    browser.click(".flight-row .place a");
    browser.awaitTrue("other airport", () -> !heading().contains("Catania"));
    browser.find("[data-value=departure][aria-pressed=true]");
    String link = "document.activeElement.closest('[data-flight]')?.dataset.flight";
    assertThat(browser.evaluate(link)).isNull();

    browser.driver().navigate().back();

    browser.awaitText("h1", "Catania");
    browser.find("[data-value=departure][aria-pressed=true]");
    browser.find("[data-map] [data-view=nearby][aria-pressed=true]");
    browser.find("[data-test=statistics] [data-value='7'][aria-pressed=true]");
    browser.find("[data-heat-map] [data-direction=arrivals][aria-pressed=true]");
    browser.awaitTrue("focus on the link", () -> browser.evaluate(link) != null);
  }

  @Test
  void backShouldRestoreTheDirectionOfTheFlights() {
    visitor.open("?airport=LICC");
    browser.click("[data-value=arrival]");
    browser.click("a.brand");
    browser.awaitText("h1", "Every departure");
    browser.driver().navigate().back();
    browser.find("[data-value=arrival][aria-pressed=true]");
    browser.driver().navigate().refresh();
    browser.find("[data-value=arrival][aria-pressed=true]");
  }

  @Test
  void focusShouldStayNearbyWhenAnUpdateRemovesWhatHasIt() {
    visitor.open("?airport=LICC");
    browser.find(".flight-row");
    visitor.open("");
    browser.click(".chips button");
    browser.awaitTrue("examples", () -> !browser.has(".chips button"));
    assertThat(browser.evaluate("document.activeElement === document.body")).isEqualTo(false);
  }

  private static String heading() {
    return browser.find("h1").getText();
  }
}
