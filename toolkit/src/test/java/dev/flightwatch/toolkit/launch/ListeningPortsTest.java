package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ListeningPortsTest {
  @Test
  void portShouldBeKnownInTheWholeVertxInstance(Vertx vertx) {
    ListeningPorts.of(vertx).taken("shop http", 4711);
    ListeningPorts.of(vertx).taken("shop grpc", 4712);

    assertThat(ListeningPorts.of(vertx).port("shop http")).hasValue(4711);
    assertThat(ListeningPorts.of(vertx).port("shop grpc")).hasValue(4712);
  }

  @Test
  void portShouldBeTheLastOneWhenAServerListensAgain(Vertx vertx) {
    ListeningPorts target = ListeningPorts.of(vertx);
    target.taken("shop http", 1);
    target.taken("shop http", 2);

    assertThat(target.port("shop http")).hasValue(2);
  }

  @Test
  void portShouldBeEmptyBeforeTheServerListensAndInAnotherVertx(Vertx vertx) throws Exception {
    Vertx other = Vertx.vertx();
    ListeningPorts.of(other).taken("shop http", 4711);

    assertThat(ListeningPorts.of(vertx).port("shop http")).isEmpty();

    other.close().await(10, TimeUnit.SECONDS);
  }
}
