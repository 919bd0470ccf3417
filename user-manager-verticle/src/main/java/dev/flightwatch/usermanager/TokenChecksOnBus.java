package dev.flightwatch.usermanager;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.auth.TokenIntrospection;
import dev.flightwatch.toolkit.bus.BatchLoader;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.CheckTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;

/**
 * The checks of tokens by the service verticle. Nothing is cached: a revocation takes effect at
 * once.
 */
final class TokenChecksOnBus {
  /** One batch is sent while the reply to the other is under way. */
  private static final int CONCURRENT_BATCHES = 2;

  private TokenChecksOnBus() {}

  /** Returns the checks; concurrent ones share a query. Belongs to one event loop. */
  static TokenIntrospection batched(Vertx vertx) {
    Bus bus = Bus.of(vertx);
    return new BatchLoader<TokenHash, Identity>(
            vertx, CONCURRENT_BATCHES, tokens -> check(bus, tokens))
        ::load;
  }

  private static Future<Map<TokenHash, Identity>> check(Bus bus, Set<TokenHash> tokens) {
    return bus.request(AccountMessages.CHECK_TOKENS, new CheckTokens(tokens))
        .map(checked -> checked.identities().stream().collect(toMap(Identity::token, identity())));
  }
}
