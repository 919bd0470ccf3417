package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The number of streams that each client has open, shared by all instances of the gateway's server.
 * A client is a network, as {@link ClientNetworks} has it.
 */
public final class ClientStreams implements Shareable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final ClientNetworks clients;
  private final int max;
  private final ConcurrentMap<String, Integer> networkToOpen = new ConcurrentHashMap<>();

  private ClientStreams(ClientNetworks clients, int max) {
    this.clients = clients;
    this.max = max;
  }

  /**
   * Returns the streams of a Vert.x instance.
   *
   * @param max streams that one client may have open
   */
  public static ClientStreams of(Vertx vertx, ClientNetworks clients, int max) {
    return vertx
        .sharedData()
        .<String, ClientStreams>getLocalMap(ClientStreams.class.getName())
        .computeIfAbsent("streams", key -> new ClientStreams(clients, max));
  }

  /**
   * Counts a stream until its response ends, or its client leaves.
   *
   * @throws ServiceException LIMITED when its client has too many open
   */
  public void count(HttpServerRequest request) {
    String network = clients.of(request);
    networkToOpen.compute(network, (key, open) -> open == null ? 1 : oneMore(open));
    Promise<Void> ended = Promise.promise();
    // Forwarding uses the end handler.
    request.response().bodyEndHandler(end -> ended.tryComplete());
    request.response().closeHandler(closed -> ended.tryComplete());
    ended.future().onSuccess(v -> forget(network));
  }

  private int oneMore(int open) {
    if (open >= max) {
      throw ServiceException.limited(
          "too_many_streams",
          "This client has too many streams open; close others first.",
          RETRY_AFTER);
    }
    return open + 1;
  }

  private void forget(String network) {
    networkToOpen.computeIfPresent(network, (key, open) -> open == 1 ? null : open - 1);
  }
}
