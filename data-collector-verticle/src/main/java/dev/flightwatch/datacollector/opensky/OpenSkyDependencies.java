package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Vertx;
import java.time.Clock;

/** What the calls of all sources share. */
record OpenSkyDependencies(
    Vertx vertx, OpenSkyOptions options, OriginCheck origin, TokenSource tokens, Clock clock) {}
