package dev.flightwatch.toolkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TokenCheckTest {
  private static final TokenHash TOKEN = TokenHash.of("token");
  private static final Identity SARA =
      new Identity(
          UUID.randomUUID(),
          new EmailAddress("sara@unict.it"),
          Set.of("read"),
          Instant.EPOCH,
          TOKEN);

  private static TokenCheck of(Bus bus, String service, TokenIntrospection source)
      throws Exception {
    var command = TokenCheck.command(service);
    TokenCheck.consume(bus, command, source).await(30, TimeUnit.SECONDS);
    return new TokenCheck(bus, command);
  }

  @Test
  void introspectShouldAskItsOwnService(Vertx vertx) throws Exception {
    // given
    Bus bus = Bus.of(vertx);
    ServiceException away =
        ServiceException.of(ErrorKind.UNAVAILABLE, "users_away", "They are unavailable.");
    TokenCheck orders =
        of(
            bus,
            "orders",
            token -> Future.succeededFuture(Optional.of(SARA).filter(s -> token.equals(TOKEN))));
    TokenCheck things = of(bus, "things", token -> Future.failedFuture(away));

    // when
    Optional<Identity> known = orders.introspect(TOKEN).await(30, TimeUnit.SECONDS);
    Optional<Identity> unknown =
        orders.introspect(TokenHash.of("another")).await(30, TimeUnit.SECONDS);
    Future<Optional<Identity>> failed = things.introspect(TOKEN);

    // then
    assertThat(known).contains(SARA);
    assertThat(unknown).isEmpty();
    assertThat(failed.otherwiseEmpty().await(30, TimeUnit.SECONDS)).isNull();
    assertThat(ServiceException.from(failed.cause()).code()).isEqualTo("users_away");
  }
}
