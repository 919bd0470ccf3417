package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.http.HttpClient;
import java.util.function.UnaryOperator;

/**
 * What all proxies of one instance of the gateway's server share.
 *
 * @param writer writes the responses of requests that are not forwarded
 * @param clients determines which peers are trusted proxies
 * @param meters the metrics of the process
 * @param options bounds of the calls
 */
public record Forwarding(
    ResponseWriter writer, ClientNetworks clients, Meters meters, UpstreamOptions options) {
  /**
   * Returns a proxy for some of a service's paths.
   *
   * @param client the client, whose pool bounds the calls
   * @param uri returns the target at the service for the target at the gateway
   */
  public UpstreamProxy to(Upstream upstream, HttpClient client, UnaryOperator<String> uri) {
    return new UpstreamProxy(this, upstream, client, uri);
  }
}
