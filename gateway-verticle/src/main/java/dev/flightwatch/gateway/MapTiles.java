package dev.flightwatch.gateway;

import dev.flightwatch.gateway.config.TileTemplate;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.StaticFiles;
import io.vertx.core.buffer.Buffer;

/**
 * Tiles below the board's map, from a server of others.
 *
 * @param template their address
 * @param attribution the credit that the map shows
 */
record MapTiles(TileTemplate template, String attribution) {
  private static final String IMAGES = "img-src 'self'";
  private static final String END_OF_HEAD = "</head>";

  /** Returns a page that knows the tiles, and whose policy allows images of their origin. */
  Response addTo(Response page) {
    String element =
        "<meta name=\"map-tiles\" content=\"%s\" data-attribution=\"%s\">"
            .formatted(escaped(template.text()), escaped(attribution));
    String body = page.body().toString().replace(END_OF_HEAD, "  " + element + "\n" + END_OF_HEAD);
    String policy =
        page.headers().get(StaticFiles.POLICY).replace(IMAGES, IMAGES + ' ' + template.origin());
    return new Response(page.status(), Buffer.buffer(body), page.headers())
        .withHeader(StaticFiles.POLICY, policy);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
