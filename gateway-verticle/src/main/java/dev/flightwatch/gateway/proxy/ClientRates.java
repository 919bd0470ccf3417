package dev.flightwatch.gateway.proxy;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;

/**
 * The rates of requests of each client, shared by all instances of the gateway's server. A client
 * is a network, as {@link ClientNetworks} has it; its wider network has eight times the rate.
 */
public final class ClientRates implements Shareable {
  /** More than there are clients at a time; those that were idle longest are forgotten. */
  private static final int MAX_CLIENTS = 100_000;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ClientNetworks clients;
  private final LoadingCache<String, Bucket> networkToBucket;
  private final LoadingCache<String, Bucket> widerToBucket;

  private ClientRates(ClientNetworks clients, int perSecond) {
    this.clients = clients;
    networkToBucket = buckets(perSecond);
    widerToBucket = buckets(ClientNetworks.WIDER_FACTOR * perSecond);
  }

  /** A bucket is full again after two seconds, so no difference remains when it is forgotten. */
  private static LoadingCache<String, Bucket> buckets(int perSecond) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_CLIENTS)
        .expireAfterAccess(Duration.ofSeconds(10))
        .executor(Runnable::run)
        .build(network -> bucket(perSecond));
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
    String network = clients.of(request);
    count(networkToBucket.get(network));
    ClientNetworks.wider(network).ifPresent(wider -> count(widerToBucket.get(wider)));
  }

  private static void count(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw ServiceException.limited(
          "too_many_requests",
          "This client makes too many requests; slow down.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }
}
