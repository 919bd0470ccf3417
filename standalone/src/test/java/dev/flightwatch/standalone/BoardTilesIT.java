package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flightwatch.gateway.GatewayVerticle;
import dev.flightwatch.standalone.TileServer.Request;
import dev.flightwatch.testkit.browser.Browser;
import dev.flightwatch.testkit.browser.Chromium;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The map with tiles of another host, behind a gateway of its own. */
@EnabledIf(value = Chromium.IS_INSTALLED, disabledReason = Chromium.MISSING)
class BoardTilesIT {
  private static final String CREDIT = "© <b>Maps</b> & \"others\"";

  /** Where airports are: latitude and longitude, by the selector of their dot. */
  private static final Map<String, double[]> DOT_TO_PLACE =
      Map.of(
          ".home", new double[] {37.4668, 15.0664}, // LICC
          "[data-code=LEMD]", new double[] {40.4719, -3.5626},
          "[data-code=EDDF]", new double[] {50.0333, 8.5706});

  /** What tells that all tiles of the view are loaded, or have failed. */
  private static final String SETTLED = ".map-tiles[data-state=settled]";

  private static final String BOXES =
      """
      [...document.querySelectorAll("%s")].map((element) => {
        const {left, top, width, height} = element.getBoundingClientRect();
        return [element.src ? new URL(element.src).pathname : "", left, top, width, height];
      })""";

  @RegisterExtension static final BoardExtension board = new BoardExtension();

  private static Vertx vertx;
  private static TileServer server;
  private static URI gateway;
  private static Browser browser;
  private static BoardVisitor visitor;

  /** Where an element is in the window, in CSS pixels. */
  private record Box(double left, double top, double width, double height) {
    boolean overlaps(Box other) {
      return left < other.left + other.width
          && other.left < left + width
          && top < other.top + other.height
          && other.top < top + height;
    }

    double shareOfTiles() throws IOException {
      return TileServer.share(browser.picture(), (int) left, (int) top, (int) width, (int) height);
    }
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server = new TileServer(vertx);
    FlightwatchProcess services = board.system().process();
    JsonObject settings =
        JsonObject.of(
            "gateway_http_port",
            0,
            "gateway_management_port",
            0,
            "user_manager_http",
            services.userManager().getAuthority(),
            "data_collector_http",
            services.dataCollector().getAuthority(),
            "map_tiles_url",
            server.origin() + "/{z}/{x}/{y}.png?key=1&size=2",
            "map_tiles_attribution",
            CREDIT);
    vertx
        .deployVerticle(new GatewayVerticle(), new DeploymentOptions().setConfig(settings))
        .await();
    int port = ListeningPorts.of(vertx).port("gateway http").orElseThrow();
    gateway = URI.create("http://127.0.0.1:" + port);
    browser = board.browser();
    visitor = new BoardVisitor(browser, query -> gateway.resolve("/" + query));
    JsonObject user =
        JsonObject.of("email", "tiles@example.org", "password", "correct-horse-battery");
    Curl.register(services.userManager(), "tiles", user).join();
    JsonObject interest = JsonObject.of("email", "tiles@example.org", "airport", "LICC");
    assertThat(Curl.post(services.dataCollector(), "/interests", interest).status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    browser.open(URI.create("about:blank"));
    vertx.close().await();
    forgetPages();
  }

  @BeforeEach
  void forgetEarlierPages() {
    server.respondWith(200);
    server.requests();
    forgetPages();
  }

  /** Other tests use the same browser, and expect no error and no other host. */
  private static void forgetPages() {
    browser.consoleErrors();
    browser.network().requested();
  }

  @Test
  void tilesShouldLieBelowRoutesAndAgreeWithThem() throws IOException {
    open();
    browser.awaitTrue("routes", () -> visitor.numberOf("[data-map]", "routes") >= 3);
    browser.find(SETTLED);

    Map<String, Box> tiles = tiles();
    assertCoverTheMap(tiles);
    DOT_TO_PLACE.forEach((dot, place) -> assertAgrees(tiles, dot, place));
    assertThat(box(".map-stage").shareOfTiles()).isBetween(0.8, 0.999);
    assertThat(box(".home .point-dot").shareOfTiles()).isLessThan(0.5);
    assertThat(browser.find(".map-attribution").getText()).isEqualTo(CREDIT);
    assertThat(server.requests())
        .extracting(Request::uri)
        .containsAll(tiles.keySet().stream().map(path -> path + "?key=1&size=2").toList())
        // Until all routes are known, the map is drawn at other scales, too.
        .hasSizeLessThan(64);

    browser.click("[data-map] [data-view=nearby]");
    browser.awaitTrue("aircraft", () -> visitor.numberOf("[data-map]", "aircraft") > 0);
    browser.find(SETTLED);
    Map<String, Box> nearby = tiles();
    assertCoverTheMap(nearby);
    assertAgrees(nearby, ".home", DOT_TO_PLACE.get(".home"));
    assertThat(server.requests())
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.referer()).isEqualTo(gateway + "/");
              assertThat(request.cookie()).isNull();
            });
    assertThat(browser.consoleErrors()).isEmpty();
    assertThat(browser.network().requested())
        .extracting(page -> "http://" + page.getAuthority())
        .containsOnly(gateway.toString(), server.origin());
  }

  @Test
  void outlinesShouldBeSeenWhenTilesFail() throws IOException {
    server.respondWith(404);
    open();
    browser.find(SETTLED);
    visitor.assertDrawn(".map-ground");

    assertThat(server.requests()).isNotEmpty();
    assertThat(browser.has(".map-tiles img")).isTrue();
    assertThat(browser.has(".map-tiles .loaded")).isFalse();
    assertThat(box(".map-stage").shareOfTiles()).isZero();
    assertThat(browser.consoleErrors())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(server.origin(), "404"));
  }

  private static void open() {
    visitor.open("?airport=LICC");
    browser.find("[data-map]:not([data-outlines=loading])");
    browser.driver().executeScript("document.querySelector('[data-map]').scrollIntoView()");
  }

  /**
   * Fails unless tiles of one level, which is the right one for the scale, cover the map just so.
   */
  private static void assertCoverTheMap(Map<String, Box> tiles) {
    Box stage = box(".map-stage");
    assertThat(tiles).hasSizeBetween(4, 64);
    assertThat(tiles.keySet().stream().map(BoardTilesIT::levelOf).distinct()).hasSize(1);
    assertThat(tiles.values())
        .allSatisfy(
            tile -> {
              assertThat(tile.overlaps(stage)).isTrue();
              assertThat(tile.width()).isBetween(180.0, 363.0).isCloseTo(tile.height(), within(1.));
            });
  }

  /** Fails unless the dot of an airport is where its tile shows it. */
  private static void assertAgrees(Map<String, Box> tiles, String dot, double[] place) {
    int level = levelOf(tiles.keySet().iterator().next());
    double count = Math.pow(2, level);
    double tangent = Math.tan(Math.toRadians(place[0]));
    double x = (place[1] + 180) / 360 * count;
    double y = (1 - Math.log(tangent + Math.hypot(tangent, 1)) / Math.PI) / 2 * count;
    String path = "/%d/%d/%d.png".formatted(level, (int) x, (int) y);
    Box point = box(dot + " .point-dot");
    assertThat(tiles).containsKey(path);
    Box tile = tiles.get(path);
    assertThat(point.left() + point.width() / 2)
        .as(dot)
        .isCloseTo(tile.left() + (x - (int) x) * tile.width(), within(1.5));
    assertThat(point.top() + point.height() / 2)
        .as(dot)
        .isCloseTo(tile.top() + (y - (int) y) * tile.height(), within(1.5));
  }

  private static int levelOf(String path) {
    return Integer.parseInt(path.split("/")[1]);
  }

  /** Returns the tiles that the map has now, by their path. */
  private static Map<String, Box> tiles() {
    Map<String, Box> pathToBox = new TreeMap<>();
    boxes(".map-tiles img").forEach(box -> pathToBox.put((String) box.get(0), boxOf(box)));
    return pathToBox;
  }

  private static Box box(String css) {
    return boxOf(boxes(css).get(0));
  }

  @SuppressWarnings("unchecked")
  private static List<List<Object>> boxes(String css) {
    return (List<List<Object>>) browser.evaluate(BOXES.formatted(css));
  }

  private static Box boxOf(List<Object> values) {
    List<Double> numbers =
        values.stream().skip(1).map(value -> ((Number) value).doubleValue()).toList();
    return new Box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}
