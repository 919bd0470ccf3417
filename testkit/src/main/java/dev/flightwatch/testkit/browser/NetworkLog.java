package dev.flightwatch.testkit.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The requests of a browser's pages. */
public final class NetworkLog {
  private final ChromeDriver driver;

  NetworkLog(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Returns the addresses that all tabs requested since the last call. */
  public List<URI> requested() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> new JsonObject(entry.getMessage()).getJsonObject("message"))
        .filter(message -> message.getString("method").equals("Network.requestWillBeSent"))
        .map(message -> message.getJsonObject("params").getJsonObject("request").getString("url"))
        .filter(url -> url.matches("(https?|wss?):.*"))
        .map(URI::create)
        .toList();
  }
}
