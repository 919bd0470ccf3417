package dev.flightwatch.standalone;

import static dev.flightwatch.standalone.BoardVisitor.EMAIL;
import static dev.flightwatch.standalone.BoardVisitor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/**
 * The board in a browser, as one visitor uses it, from the first search to the end of the account.
 */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoardIT {
  /** Tests of a visitor who is not logged in. */
  private static final String STRANGER = "stranger";

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private static final Map<String, String> PAGE_TO_SIGN_THAT_IT_IS_LOADED =
      Map.of(
          "", "[data-airport=LICC] svg",
          "?airport=LICC", "[data-test=statistics] .ranking",
          "?airport=KJFK", "[data-test=no-flights]",
          "?account", "#name-nome",
          "?kiosk=LICC", ".flight-row");

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
  void visitorShouldBeLoggedIn(TestInfo test) {
    if (!test.getTags().contains(STRANGER)) {
      visitor.ensureLoggedIn();
    }
  }

  @AfterEach
  void pagesShouldHaveNoErrorAndAskNoOtherHost() {
    visitor.assertNoErrorSoFar();
  }

  @Order(1)
  @Tag(STRANGER)
  @ParameterizedTest
  @ValueSource(strings = {"catan", "CTA", "licc"})
  void searchShouldLeadToAirportWhenOnlyKeysAreUsed(String query) {
    visitor.open("");
    browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    assertThat(browser.find("#search").getAccessibleName()).isEqualTo("Find an airport");
    browser.find("#search").sendKeys(query);
    browser.find("#search-list [data-code=LICC]");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
    browser.awaitText("h1", "Catania");
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(system.page("?airport=LICC").toString());
    assertThat(browser.find("[data-test=no-flights]").getText()).contains("Nobody follows");
  }

  @Order(2)
  @Tag(STRANGER)
  @Test
  void registrationShouldNameTheWrongFieldAndThenLogIn() {
    visitor.open("?account=register");
    browser.type("#register-email", "ada");
    browser.click("[data-test=register-form] [type=submit]");
    browser.awaitText("[data-test=error-email]", "Enter an e-mail address");
    browser.awaitText("[data-test=error-password]", "8 to 1,024 characters");
    visitor.register();
    browser.awaitText("[data-test=account]", EMAIL);
  }

  @Order(3)
  @Test
  void wrongPasswordShouldBeNamedBesideItsField() {
    visitor.logOut();
    browser.click("[data-test=log-in]");
    visitor.logIn("wrong-horse-battery");
    browser.awaitText("[data-test=error-password]", "The address or the password is wrong.");
    visitor.assertNoErrorButFailedLoads();
    visitor.logIn(PASSWORD);
    browser.awaitText("[data-test=account]", EMAIL);
  }

  @Order(4)
  @Test
  void followShouldBringFlights() {
    visitor.open("?airport=LICC");
    if (browser.has("[data-test=unfollow]")) {
      browser.click("[data-test=unfollow]");
    }
    browser.click("[data-test=follow]");
    browser.find("[data-test=unfollow]");
    browser.find(".flight-row");
    browser.awaitText("[data-test=live]", "Live");
    visitor.open("");
    browser.awaitText("[data-airport=LICC]", "departures in 24 h");
  }

  @Order(5)
  @Test
  void flightShouldAppearWithoutReloadAndItsMarkupAsText() {
    visitor.open("?airport=LICC");
    browser.find(".flight-row");
    visitor.mark();
    String row = "[data-flight='300001:%d'].new".formatted(system.addFlight().getEpochSecond());
    browser.awaitText(row, BoardFlights.CALLSIGN_WITH_MARKUP);
    browser.awaitText(".flights", BoardFlights.PLACE_WITH_MARKUP);
    assertThat(visitor.sameAsMarked()).isTrue();
    assertThat(browser.has("#app img")).isFalse();
    assertThat(browser.driver().getTitle()).contains("Catania");
  }

  @Order(6)
  @Test
  void choicesShouldHoldAfterReload() {
    visitor.open("?airport=LICC");
    String first = browser.find(".flight-row time").getDomAttribute("datetime");
    String cell = ".flight-row time[datetime='" + first + "']";
    browser.awaitText(cell, timeIn("Europe/Rome", first));
    visitor.prefer("utc");
    visitor.prefer("dark");
    visitor.prefer("it");
    browser.awaitText(cell, timeIn("UTC", first));
    browser.driver().navigate().refresh();
    browser.awaitText(cell, timeIn("UTC", first));
    browser.awaitText("[data-value=departure]", "Partenze");
    browser.find("html[lang=it][data-theme=dark]");
    visitor.prefer("en");
    visitor.prefer("local");
    visitor.prefer("auto");
    browser.awaitText(cell, timeIn("Europe/Rome", first));
    browser.find("html[lang=en]:not([data-theme])");
  }

  private static String timeIn(String zone, String instant) {
    return TIME.format(Instant.parse(instant).atZone(ZoneId.of(zone)));
  }

  @Order(7)
  @Test
  void chartsAndMapShouldBeDrawn() {
    visitor.open("?airport=LICC");
    browser.find("[data-map][data-view=routes]:not([data-outlines=loading])");
    browser.awaitTrue("routes", () -> visitor.numberOf("[data-map]", "routes") >= 3);
    visitor.assertDrawn(".map-ground");
    browser.driver().executeScript("document.querySelector('[data-day-chart]').scrollIntoView()");
    browser.find("[data-day-chart][data-days='30']");
    browser.awaitTrue("bars", () -> visitor.numberOf("[data-day-chart]", "bars") > 0);
    visitor.assertDrawn("[data-day-chart] canvas");
    browser.driver().executeScript("document.querySelector('[data-heat-map]').scrollIntoView()");
    assertThat(browser.find("[data-heat-map] table").getText()).isNotEmpty();
    browser.click("[data-map] [data-view=nearby]");
    browser.awaitTrue("aircraft", () -> visitor.numberOf("[data-map]", "aircraft") > 0);
    visitor.assertDrawn(".map-aircraft");
  }

  @Order(8)
  @Test
  void eightTabsShouldShareOneStreamAndHiddenOnesAskNothing() {
    visitor.open("?airport=LICC");
    browser.find("[data-test=status] [data-state=open]");
    String first = browser.driver().getWindowHandle();
    for (int i = 1; i < 8; i++) {
      browser.driver().switchTo().newWindow(i < 7 ? WindowType.TAB : WindowType.WINDOW);
      visitor.open("?airport=" + BoardFlights.AIRPORTS.get(i % 4));
      browser.find("[data-test=status] [data-state=open]");
    }
    assertThat(system.streams()).isEqualTo(1);
    browser.hide();
    String last = browser.driver().getWindowHandle();
    // In the first round, what the tab had begun ends.
    awaitRequestsOf(first);
    browser.driver().switchTo().window(last);
    long hidden = requests();
    awaitRequestsOf(first);
    browser.driver().switchTo().window(last);
    assertThat(requests()).isEqualTo(hidden);
    browser.closeAllBut(first);
    browser.hide();
    browser.awaitTrue("end of the stream", () -> system.streams() == 0);
    browser.show();
    browser.find("[data-test=status] [data-state=open]");
  }

  private static void awaitRequestsOf(String visibleTab) {
    browser.driver().switchTo().window(visibleTab);
    long before = requests();
    browser.awaitTrue("requests of the visible tab", () -> requests() > before + 2);
  }

  private static long requests() {
    return (Long) browser.evaluate("performance.getEntriesByType('resource').length");
  }

  @Order(9)
  @Test
  void kioskShouldShowItsAirportsInTurn() {
    String tab = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    browser.open(system.page("?kiosk=LICC,LIRF&seconds=5"));
    browser.find("[data-test=kiosk][data-airport=LICC] .flight-row");
    assertThat(browser.has("button, a.button")).isFalse();
    browser.find("[data-test=kiosk][data-airport=LIRF]");
    browser.closeAllBut(tab);
  }

  @Order(10)
  @ParameterizedTest
  @ValueSource(strings = {"", "?airport=LICC", "?airport=KJFK", "?account", "?kiosk=LICC"})
  void pageShouldBeAccessibleInEachThemeAndFitPhones(String query) {
    visitor.open(query);
    browser.find(PAGE_TO_SIGN_THAT_IT_IS_LOADED.get(query));
    visitor.assertAccessible();
  }

  @Order(11)
  @Test
  void pagesOfStrangersShouldBeAccessibleInEachThemeAndFitPhones() {
    visitor.open("");
    visitor.logOut();
    for (String query : List.of("", "?account=register", "?account=login")) {
      visitor.open(query);
      visitor.assertAccessible();
    }
    visitor.logIn(PASSWORD);
    browser.find("[data-test=account]");
  }

  @Order(12)
  @Test
  void ribbonShouldSayWhyFlightsAreSimulated() {
    system.openSky().faults().add(Fault.status(503));
    visitor.open("?airport=EDDF");
    browser.click("[data-test=follow]");
    browser.awaitText("[data-test=mock-ribbon]", "OpenSky could not be read.");
    browser.find(".flight-row");
    system.openSky().faults().clear();
    browser.awaitText("[data-test=mock-ribbon]", "They come from an OpenSky emulator");
    browser.find("[data-map] .simulated");
  }

  @Order(13)
  @Test
  void pageShouldRecoverByItselfWhenServicesAreStoppedAndStarted() throws Exception {
    visitor.open("?airport=LICC");
    browser.find(".flight-row");
    visitor.mark();
    system.stop();
    browser.find("[data-test=status] .bad");
    Instant added = system.addFlight();
    system.start();
    browser.find("[data-flight='300000:%d'].new".formatted(added.getEpochSecond()));
    browser.find("[data-test=status] [data-state=open]");
    assertThat(browser.has("[data-test=status] .bad")).isFalse();
    assertThat(visitor.sameAsMarked()).isTrue();
    browser.find("[data-test=account]");
    visitor.assertNoErrorButFailedLoads();
  }

  @Order(14)
  @Test
  void accountShouldMakeAndRevokeTokenAndChangeName() {
    visitor.open("?account");
    browser.type("#name-nome", "Ada <i>");
    browser.click("[data-test=name-form] [type=submit]");
    browser.awaitText(".account-name", "Ada <i>");
    browser.type("#token-name", "laptop");
    browser.click("[data-test=token-form] [type=submit]");
    String token = browser.find("[data-test=new-token]").getText();
    assertThat(statusOf(token)).isEqualTo(200);
    browser.click("[data-test^=revoke-]");
    browser.awaitTrue("revoked token", () -> !browser.has("[data-test^=revoke-]"));
    visitor.open("?account");
    assertThat(browser.find("#name-nome").getDomProperty("value")).isEqualTo("Ada <i>");
    assertThat(browser.find("body").getText()).contains("You have no token.").doesNotContain(token);
  }

  private static int statusOf(String token) {
    return Curl.sendAs(token, "GET", system.page("api/interests"), null, null).status();
  }

  @Order(15)
  @Test
  void accountShouldEndWhenItIsDeleted() {
    visitor.open("?account");
    browser.type("#delete-password", PASSWORD);
    browser.click("[for=delete-confirmed], label:has(#delete-confirmed)");
    browser.click("[data-test=delete-form] [type=submit]");
    browser.awaitText("[data-test=notice]", "are deleted");
    visitor.open("");
    browser.find("[data-test=log-in]");
    JsonObject account = JsonObject.of("email", EMAIL, "password", PASSWORD);
    assertThat(Curl.post(system.page(""), "/api/sessions", account).status()).isEqualTo(401);
  }
}
