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
  void portShouldBeTheLastOneOfTheServerInItsVertxInstance(Vertx vertx) throws Exception {
    Vertx other = Vertx.vertx();
    assertThat(ListeningPorts.of(vertx).taken("shop http", 1)).isTrue();
    assertThat(ListeningPorts.of(vertx).taken("shop http", 2)).isTrue();
    assertThat(ListeningPorts.of(vertx).taken("shop http", 2)).isFalse();
    assertThat(ListeningPorts.of(vertx).port("shop http")).hasValue(2);
    assertThat(ListeningPorts.of(vertx).port("shop grpc")).isEmpty();
    assertThat(ListeningPorts.of(other).port("shop http")).isEmpty();
    other.close().await(30, TimeUnit.SECONDS);
  }
}
