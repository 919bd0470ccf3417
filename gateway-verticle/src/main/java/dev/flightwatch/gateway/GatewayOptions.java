package dev.flightwatch.gateway;

import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.tls.TlsFiles;
import java.util.Optional;

/**
 * Options of the gateway's server.
 *
 * @param listener options for the side of the clients
 * @param userManager HTTP API of the user manager
 * @param dataCollector HTTP API of the data collector
 * @param tls the CA of the services; empty for plain text
 * @param clientRequests requests per second of one client
 * @param mapTiles tiles below the board's map
 * @param upstream bounds of the calls to the services
 */
record GatewayOptions(
    HttpListenerOptions listener,
    HostAndPort userManager,
    HostAndPort dataCollector,
    Optional<TlsFiles> tls,
    int clientRequests,
    Optional<MapTiles> mapTiles,
    UpstreamOptions upstream) {}
