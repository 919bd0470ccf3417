package dev.flightwatch.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;

/**
 * The rates of requests of each {@link ClientNetwork}, shared by all instances of the gateway's
 * server.
 */
public final class ClientRates implements Shareable {
  /** More than there are clients at a time; those that were idle longest are forgotten. */
  private static final int MAX_CLIENTS = 100_000;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ClientNetworks clients;
  private final int perSecond;
  private final Cache<String, Bucket> networkToBucket;

  private ClientRates(ClientNetworks clients, int perSecond) {
    this.clients = clients;
    this.perSecond = perSecond;
    // A bucket is full again after two seconds, so that no difference remains when it is forgotten.
    networkToBucket =
        Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofSeconds(10))
            .executor(Runnable::run)
            .build();
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, SECOND))
        .build();
  }

  /**
   * Returns the rates of a Vert.x instance.
   *
   * @param perSecond requests per second of a client; twice as many may come at once
   */
  public static ClientRates of(Vertx vertx, ClientNetworks clients, int perSecond) {
    return vertx
        .sharedData()
        .<String, ClientRates>getLocalMap(ClientRates.class.getName())
        .computeIfAbsent("rates", key -> new ClientRates(clients, perSecond));
  }

  /**
   * Counts a request.
   *
   * @throws ServiceException LIMITED when its client makes too many
   */
  public void count(HttpServerRequest request) {
    new ClientNetwork(clients.of(request)).keyToLimit(perSecond).forEach(this::count);
  }

  private void count(String network, int limit) {
    ConsumptionProbe probe =
        networkToBucket.get(network, key -> bucket(limit)).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw ServiceException.limited(
          "too_many_requests",
          "This client makes too many requests; slow down.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }
}
