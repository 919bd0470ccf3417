package dev.flightwatch.testkit.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A running Chromium. Every wait is bounded, and fails with what the page shows. Methods block; not
 * safe for use by several threads.
 */
public final class Browser implements AutoCloseable {
  private static final int WIDTH = 1_280;
  private static final int HEIGHT = 900;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);
  private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** All rules, those of good practice too; each violation with the elements that it is about. */
  private static final String RUN_AXE =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ["violations"]}).then(
        ({violations}) => done(violations.flatMap(({id, help, nodes}) => nodes.map((node) =>
          `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary}`))),
        (failure) => done([String(failure)]));
      """;

  private final ChromeDriver driver;
  private final NetworkLog network;
  private String axe;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.network = new NetworkLog(driver);
    driver.manage().timeouts().scriptTimeout(SCRIPT_TIMEOUT);
  }

  public static Browser start() {
    return new Browser(Chromium.start());
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Returns the requests of all tabs since the last call. */
  public NetworkLog network() {
    return network;
  }

  public void open(URI page) {
    driver.get(page.toString());
  }

  /** Gives the page this size in CSS pixels, however small. */
  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Minimises the window of this tab, and waits until the page knows that nobody sees it. */
  public void hide() {
    driver.manage().window().minimize();
    awaitTrue("hidden page", () -> Boolean.TRUE.equals(evaluate("document.hidden")));
  }

  /** Restores the window of this tab, and waits until the page knows that somebody sees it. */
  public void show() {
    driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
    awaitTrue("visible page", () -> Boolean.FALSE.equals(evaluate("document.hidden")));
  }

  /** Closes all other tabs, and goes on in this one. */
  public void closeAllBut(String tab) {
    for (String other : driver.getWindowHandles()) {
      if (!other.equals(tab)) {
        driver.switchTo().window(other).close();
      }
    }
    driver.switchTo().window(tab);
  }

  /** Evaluates a script in each page that is opened from now on in this tab, before its own. */
  public void beforeEachPage(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Waits until an element is visible. */
  public WebElement find(String css) {
    return await(
        css,
        () ->
            driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** Returns whether the document has such an element, visible or not. */
  public boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  /** Waits until the first visible element has a text. */
  public void awaitText(String css, String text) {
    awaitTrue("'" + text + "' in " + css, () -> find(css).getText().contains(text));
  }

  /** Waits until an element is visible, and clicks on it. */
  public void click(String css) {
    await(
        "a click on " + css,
        () -> {
          find(css).click();
          return true;
        });
  }

  /** Replaces the content of a field. */
  public void type(String css, String text) {
    find(css).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  public void awaitTrue(String what, BooleanSupplier condition) {
    await(what, () -> condition.getAsBoolean() ? true : null);
  }

  /** Waits until there is a value; an element that the page replaces in the meantime is none. */
  public <T> T await(String what, Supplier<T> value) {
    try {
      return new WebDriverWait(driver, LONGEST_WAIT, PAUSE)
          .ignoring(StaleElementReferenceException.class)
          .ignoring(ElementClickInterceptedException.class)
          .until(page -> value.get());
    } catch (TimeoutException e) {
      throw new AssertionError(
          "no %s at %s, which shows:%n%s"
              .formatted(
                  what, driver.getCurrentUrl(), driver.findElement(By.tagName("body")).getText()),
          e);
    }
  }

  /** Returns the value of an expression in JavaScript. */
  public Object evaluate(String expression) {
    return driver.executeScript("return (" + expression + ")");
  }

  /** Returns the errors of the console since the last call, violations of the CSP among them. */
  public List<String> consoleErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Returns what axe-core finds wrong with the page as it is now. */
  public List<String> accessibilityViolations() {
    if (!Boolean.TRUE.equals(evaluate("typeof axe === 'object'"))) {
      driver.executeScript(axe());
    }
    List<String> violations = new ArrayList<>();
    ((List<?>) driver.executeAsyncScript(RUN_AXE)).forEach(each -> violations.add((String) each));
    return violations;
  }

  private String axe() {
    if (axe == null) {
      try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
        axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return axe;
  }

  /** Returns a picture of what is visible, as a PNG. */
  public byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** Writes a picture for the reader of a failed test. */
  public void picture(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, picture());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
