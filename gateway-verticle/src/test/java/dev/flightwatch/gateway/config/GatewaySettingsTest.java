package dev.flightwatch.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySettingsTest {
  private static final String TILES = "https://tiles.example.org/{z}/{x}/{y}.png";

  private static JsonObject tiles(String url) {
    return JsonObject.of("map_tiles_url", url, "map_tiles_attribution", "© Example");
  }

  @ParameterizedTest
  @CsvSource({
    TILES + ", https://tiles.example.org",
    "http://127.0.0.1:8081/{z}/{x}/{y}, http://127.0.0.1:8081",
    "http://localhost:80/{z}/{x}/{y}.png, http://localhost:80",
    "https://xn--bcher-kva.example/a%20b/{y}/{x}/{z}@2x.webp, https://xn--bcher-kva.example",
    "https://TILES.example.org/{z}/{z}/{x}/{y}, https://TILES.example.org",
    "https://t.example.org/{z}/{x}/{y}.png?key=a_B-1.~&v=$1, https://t.example.org"
  })
  void tilesShouldHaveTheOriginOfTheirAddress(String url, String origin) {
    assertThat(GatewaySettings.load(tiles(url)).get(GatewaySettings.MAP_TILES_URL))
        .hasValue(new TileTemplate(url, origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiles",
        "/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}.png",
        "HTTPS://tiles.example.org/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}/{x}/{y}",
        "data:image/png,/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}.png",
        "https://tiles.example.org",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{Y}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{r}.png",
        "https://tiles.example.org/{z}/{x}/{-y}.png",
        "https://tiles.example.org/?z={z}&x={x}&y={y}",
        "https://{z}.example.org/{z}/{x}/{y}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://*.example.org/{z}/{x}/{y}.png",
        "https://tiles_a.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org./{z}/{x}/{y}.png",
        "https://bücher.example/{z}/{x}/{y}.png",
        "https://[::1]/{z}/{x}/{y}.png",
        "https://user@tiles.example.org/{z}/{x}/{y}.png",
        "https://user:secret@tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org:/{z}/{x}/{y}.png",
        "https://tiles.example.org:0/{z}/{x}/{y}.png",
        "https://tiles.example.org:0443/{z}/{x}/{y}.png",
        "https://tiles.example.org:65536/{z}/{x}/{y}.png",
        "https://tiles.example.org:{z}/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}.png#a",
        "https://tiles.example.org/{z}/{x}/{y}.png'",
        "https://tiles.example.org/{z}/{x}/{y}.png\"",
        "https://tiles.example.org/{z}/{x}/{y};script-src",
        "https://tiles.example.org;script-src/{z}/{x}/{y}",
        "https://tiles.example.org,evil.example/{z}/{x}/{y}",
        "https://tiles.example.org/{z},/{x}/{y}",
        "https://tiles.example.org/{z}/{x}/{y} .png",
        "https://tiles.example.org *.example/{z}/{x}/{y}",
        "https://tiles.example.org/{z}/\t{x}/{y}",
        "https://tiles.example.org/{z}/\r\nX-Injected: {x}/{y}",
        "https://tiles.example.org/{z}/<b>{x}/{y}",
        "https://tiles.example.org/{z}/{x}/{y}.png?ü",
        "https://tiles.example.org/%2/{z}/{x}/{y}"
      })
  void loadShouldSayWhatTilesNeedWhenTheirAddressIsWrong(String url) {
    assertThatThrownBy(() -> GatewaySettings.load(tiles(url)))
        .hasMessageContainingAll("MAP_TILES_URL must be", "such as " + TILES)
        .hasMessageNotContaining("secret");
  }

  @Test
  void tilesShouldNeedACreditOfOneShortLine() {
    JsonObject longest = tiles(TILES).put("map_tiles_attribution", "©".repeat(200));

    assertThat(GatewaySettings.load(longest).get(GatewaySettings.MAP_TILES_ATTRIBUTION))
        .hasSize(200);
    assertThatThrownBy(() -> GatewaySettings.load(JsonObject.of("map_tiles_url", TILES)))
        .hasMessageContaining("MAP_TILES_ATTRIBUTION must be set when MAP_TILES_URL is");
    for (String credit : new String[] {"x".repeat(201), "a\nb"}) {
      assertThatThrownBy(() -> GatewaySettings.load(JsonObject.of("map_tiles_attribution", credit)))
          .hasMessageContaining("MAP_TILES_ATTRIBUTION must be one line");
    }
  }

  @Test
  void mapShouldHaveNoTilesByDefault() {
    assertThat(GatewaySettings.load(new JsonObject()).get(GatewaySettings.MAP_TILES_URL)).isEmpty();
  }
}
