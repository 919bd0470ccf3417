package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel and a server together, as the services use them. */
@ExtendWith(VertxExtension.class)
class ChannelToServerTest {
  private static final ServiceConfig CONFIG = Configs.retrying("20s", 5, "0.5s", "2s");

  private GrpcApiServer server;
  private GrpcChannel target;

  @AfterEach
  void closeBoth() throws Exception {
    target.close();
    await(server.close(Duration.ZERO));
  }

  @Test
  void callShouldSendItsCorrelationIdWhenItHasOne(Vertx vertx) throws Exception {
    // given
    open(vertx, 0, text -> Future.succeededFuture(Correlation.current()));
    Promise<Boolean> same = Promise.promise();

    // when
    Correlation.begin(
        vertx, () -> say().map(there -> there.equals(Correlation.current())).onComplete(same));

    // then
    assertThat(await(same.future())).isTrue();
  }

  @Test
  void callsShouldAllSucceedWhenThereAreMany(Vertx vertx) throws Exception {
    // given
    open(vertx, 0, text -> vertx.timer(20).map("there"));

    // when
    List<Future<String>> calls = IntStream.range(0, 500).mapToObj(i -> say()).toList();

    // then
    assertThat(await(Future.all(calls)).<String>list()).hasSize(500).containsOnly("there");
  }

  @Test
  void callShouldSucceedWhenTheServerIsClosedAndAnotherOpens(Vertx vertx) throws Exception {
    // given
    Promise<Void> begun = Promise.promise();
    open(
        vertx,
        0,
        text -> {
          begun.complete();
          return vertx.timer(300).map("first");
        });
    Future<String> inFlight = say();
    await(begun.future());

    // when
    await(server.close(Duration.ofSeconds(20)));
    Future<String> next = say();
    open(vertx, server.port(), text -> Future.succeededFuture("second"));

    // then
    assertThat(await(inFlight)).isEqualTo("first");
    assertThat(await(next)).isEqualTo("second");
  }

  private void open(Vertx vertx, int port, Function<String, Future<String>> rule) throws Exception {
    GrpcApiServerOptions options = GrpcApiServerOptions.of("test grpc", "127.0.0.1", port);
    server = await(GrpcApiServer.open(vertx, options, List.of(Echo.service(rule))));
    if (target == null) {
      target = new GrpcChannel(vertx, "127.0.0.1", server.port(), CONFIG);
    }
  }

  private Future<String> say() {
    return target.call(Echo.CLIENT, StringValue.of("hello")).map(StringValue::getValue);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
