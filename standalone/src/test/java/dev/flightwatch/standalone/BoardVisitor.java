package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.browser.Browser;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a visitor of the board does, and what holds for each page that they see. */
final class BoardVisitor {
  static final int WIDTH = 1280;
  static final int HEIGHT = 900;
  private static final int PHONE = 360;
  static final String EMAIL = "ada@example.org";
  static final String PASSWORD = "correct-horse-battery";

  /** What the browser itself writes about a response that is an error, or that does not come. */
  private static final String FAILED_LOAD = "Failed to load resource";

  private final Browser browser;
  private final Function<String, URI> queryToPage;

  private boolean isLoggedIn;

  /**
   * @param queryToPage returns the address of a page, such as {@code ?airport=LICC}
   */
  BoardVisitor(Browser browser, Function<String, URI> queryToPage) {
    this.browser = browser;
    this.queryToPage = queryToPage;
  }

  /** Opens a page and waits for its heading. */
  void open(String query) {
    browser.open(queryToPage.apply(query));
    browser.find("h1");
    // What requests are counted by; it holds 250 otherwise.
    browser.driver().executeScript("performance.setResourceTimingBufferSize(10_000)");
  }

  void register() {
    browser.type("#register-email", EMAIL);
    browser.type("#register-password", PASSWORD);
    browser.click("[data-test=register-form] [type=submit]");
    isLoggedIn = true;
  }

  void logIn(String password) {
    browser.type("#login-email", EMAIL);
    browser.type("#login-password", password);
    browser.click("[data-test=login-form] [type=submit]");
    isLoggedIn = password.equals(PASSWORD);
  }

  /** Makes a test independent of those before it, which have registered the visitor already. */
  void ensureLoggedIn() {
    if (isLoggedIn) {
      return;
    }
    URI gateway = queryToPage.apply("");
    JsonObject account = JsonObject.of("email", EMAIL, "password", PASSWORD);
    Curl.send("POST", gateway, "/api/users", account, "visitor").join();
    JsonObject interest = JsonObject.of("email", EMAIL, "airport", "LICC");
    assertThat(Curl.post(gateway, "/api/interests", interest).status()).isEqualTo(200);
    open("?account=login");
    logIn(PASSWORD);
    browser.find("[data-test=account]");
  }

  void logOut() {
    browser.click("[data-test=log-out]");
    browser.find("[data-test=log-in]");
    isLoggedIn = false;
  }

  /** Chooses a theme, a language or a zone in the menu. */
  void prefer(String value) {
    if (!Boolean.TRUE.equals(browser.evaluate("document.querySelector('details.menu').open"))) {
      browser.click("[data-test=settings] summary");
    }
    browser.click("[data-test=settings] [data-value=" + value + "]");
    browser.click("[data-test=settings] summary");
  }

  /** Returns a number that a drawing says about itself. */
  double numberOf(String css, String name) {
    Object value = browser.evaluate("document.querySelector('%s').dataset.%s".formatted(css, name));
    return value == null ? 0 : Double.parseDouble(value.toString());
  }

  void assertDrawn(String canvas) {
    String pixels =
        """
        ((canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
          .data.some((value) => value > 0))(document.querySelector("%s"))""";
    browser.awaitTrue(
        "drawing", () -> Boolean.TRUE.equals(browser.evaluate(pixels.formatted(canvas))));
  }

  /** Fails when axe-core finds a violation, or the page is wider than a small phone. */
  void assertAccessible() {
    try {
      assertAccessibleAndNarrow();
    } finally {
      browser.resize(WIDTH, HEIGHT);
      preferColourScheme("light");
    }
  }

  private void assertAccessibleAndNarrow() {
    for (String scheme : List.of("light", "dark")) {
      preferColourScheme(scheme);
      assertThat(browser.accessibilityViolations()).as(scheme).isEqualTo(List.of());
    }
    browser.resize(PHONE, HEIGHT);
    assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(PHONE);
    assertThat(browser.accessibilityViolations()).as("phone").isEqualTo(List.of());
  }

  void preferColourScheme(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    browser
        .driver()
        .executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Marks the page, so that it can be told from one that was loaded later. */
  void mark() {
    browser.driver().executeScript("window.isMarked = true");
  }

  boolean sameAsMarked() {
    return Boolean.TRUE.equals(browser.evaluate("window.isMarked === true"));
  }

  /** Fails when the console has errors, or a page asked another host. */
  void assertNoErrorSoFar() {
    assertThat(browser.consoleErrors()).isEmpty();
    assertOwnHostOnly();
  }

  /** As before, but responses may be errors. */
  void assertNoErrorButFailedLoads() {
    assertThat(browser.consoleErrors()).allSatisfy(line -> assertThat(line).contains(FAILED_LOAD));
    assertOwnHostOnly();
  }

  private void assertOwnHostOnly() {
    assertThat(browser.network().requested())
        .extracting(URI::getAuthority)
        .allSatisfy(host -> assertThat(host).isEqualTo(queryToPage.apply("").getAuthority()));
  }
}
