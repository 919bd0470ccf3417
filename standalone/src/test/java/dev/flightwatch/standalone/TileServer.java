package dev.flightwatch.standalone;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/** A server of map tiles, all of one colour. The pages that it is for have another host name. */
final class TileServer {
  private static final Color COLOUR = new Color(0xff00ff);
  private static final int SIZE = 256;

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Buffer tile = Buffer.buffer(png());
  private final HttpServer server;

  private volatile int status = 200;

  /**
   * A request for a tile.
   *
   * @param referer the page that made it, as far as the server learns it; null: not at all
   * @param cookie the cookies of the visitor; null: none
   */
  record Request(String uri, String referer, String cookie) {}

  TileServer(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  private void handle(HttpServerRequest request) {
    requests.add(
        new Request(request.uri(), request.getHeader("Referer"), request.getHeader("Cookie")));
    // Browsers show the image of an error, too.
    request.response().setStatusCode(status).end(status == 200 ? tile : Buffer.buffer());
  }

  private static byte[] png() {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(COLOUR);
    graphics.fillRect(0, 0, SIZE, SIZE);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** Returns the share of a part of a picture, a PNG, that has the colour of the tiles. */
  static double share(byte[] picture, int left, int top, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    int found = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        found += new Color(image.getRGB(x, y)).equals(COLOUR) ? 1 : 0;
      }
    }
    return (double) found / (width * height);
  }

  String origin() {
    return "http://localhost:" + server.actualPort();
  }

  /** Returns the requests since the last call. */
  List<Request> requests() {
    List<Request> some = List.copyOf(requests);
    requests.clear();
    return some;
  }

  /** Responds to each request from now on with a status; with a tile only if that is 200. */
  void respondWith(int newStatus) {
    status = newStatus;
  }
}
