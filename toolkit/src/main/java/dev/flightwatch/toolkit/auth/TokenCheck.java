package dev.flightwatch.toolkit.auth;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.bus.Command;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * The introspection by a service verticle, which the API layer requests over the bus.
 *
 * @param command its address is the service's own
 */
public record TokenCheck(Bus bus, Command<CheckToken, TokenChecked> command)
    implements TokenIntrospection {
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  /** Finds out to whom a token belongs; fails as {@link TokenIntrospection#introspect} does. */
  public record CheckToken(TokenHash token) {}

  /** The holder's identity; empty for a token that is not valid. */
  public record TokenChecked(Optional<Identity> identity) {}

  /** Returns the command of a service, such as {@code orders}. */
  public static Command<CheckToken, TokenChecked> command(String service) {
    return new Command<>(service + ".tokens.check", CheckToken.class, TokenChecked.class, TIMEOUT);
  }

  /** Lets a service verticle consume the command. */
  public static Future<Void> consume(
      Bus bus, Command<CheckToken, TokenChecked> command, TokenIntrospection source) {
    return bus.consume(command, check -> source.introspect(check.token()).map(TokenChecked::new));
  }

  @Override
  public Future<Optional<Identity>> introspect(TokenHash token) {
    return bus.request(command, new CheckToken(token)).map(TokenChecked::identity);
  }
}
