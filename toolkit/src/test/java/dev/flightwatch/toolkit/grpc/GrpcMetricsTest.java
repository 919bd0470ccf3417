package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcMetricsTest {
  private static final ServiceConfig CONFIG = Configs.retrying("20s", 3, "0.01s", "0.01s");

  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private GrpcApiServer open(GrpcApiServerOptions options, Function<String, Future<String>> rule)
      throws Exception {
    return await(GrpcApiServer.open(vertx, options, List.of(Echo.service(rule))));
  }

  private GrpcApiServer open(Function<String, Future<String>> rule) throws Exception {
    return open(GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0), rule);
  }

  private void assertShown(String... lines) {
    assertThat(Meters.of(vertx).text().lines()).contains(lines);
  }

  private static ServiceException failure(ErrorKind kind) {
    return ServiceException.of(kind, "code", "Detail.");
  }

  @Test
  void callsShouldBeTimedByMethodAndStatusOnBothSides() throws Exception {
    // given
    GrpcApiServer server =
        open(
            text ->
                text.equals("bad")
                    ? Future.failedFuture(failure(ErrorKind.INVALID))
                    : Future.succeededFuture(text));
    GrpcChannel channel = new GrpcChannel(vertx, "127.0.0.1", server.port(), CONFIG);

    // when
    await(channel.call(Echo.CLIENT, StringValue.of("good")));
    await(channel.call(Echo.CLIENT, StringValue.of("bad")).otherwiseEmpty());

    // then
    assertShown(
        "service_grpc_server_seconds_count{method=\"test.Echo/Say\",status=\"OK\"} 1",
        "service_grpc_server_seconds_count"
            + "{method=\"test.Echo/Say\",status=\"INVALID_ARGUMENT\"} 1",
        "service_grpc_client_seconds_count{method=\"test.Echo/Say\",status=\"OK\"} 1",
        "service_grpc_client_seconds_count"
            + "{method=\"test.Echo/Say\",status=\"INVALID_ARGUMENT\"} 1",
        "service_grpc_client_retries_total{method=\"test.Echo/Say\"} 0.0");
  }

  @Test
  void retriesShouldBeCounted() throws Exception {
    // given
    GrpcApiServer server = open(text -> Future.failedFuture(failure(ErrorKind.UNAVAILABLE)));
    GrpcChannel channel = new GrpcChannel(vertx, "127.0.0.1", server.port(), CONFIG);

    // when
    await(channel.call(Echo.CLIENT, StringValue.of("x")).otherwiseEmpty());

    // then
    assertShown(
        "service_grpc_client_retries_total{method=\"test.Echo/Say\"} 2.0",
        "service_grpc_client_seconds_count{method=\"test.Echo/Say\",status=\"UNAVAILABLE\"} 1",
        "service_grpc_server_seconds_count"
            + "{method=\"test.Echo/Say\",status=\"UNAVAILABLE\"} 3");
  }

  @Test
  void callsBeyondTheBoundShouldCountAsShed() throws Exception {
    // given
    GrpcApiServerOptions one =
        GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0).withMaxCallsInFlight(1);
    GrpcApiServer server = open(one, text -> vertx.timer(300).map("late"));
    try (GrpcJavaCaller caller = new GrpcJavaCaller(server.port())) {
      // when
      var first = caller.begin("a", Duration.ofSeconds(20));
      var second = caller.begin("b", Duration.ofSeconds(20));
      assertThat(Futures.successfulAsList(first, second).get(20, TimeUnit.SECONDS))
          .containsExactlyInAnyOrder(StringValue.of("late"), null);
    }

    // then
    assertShown("service_requests_shed_total{server=\"test grpc\"} 1.0");
  }

  @Test
  void routesShouldBeThoseOfTheServicesWhenOtherMethodsAreCalled() throws Exception {
    // given
    GrpcApiServer server = open(Future::succeededFuture);
    GrpcChannel channel = new GrpcChannel(vertx, "127.0.0.1", server.port(), CONFIG);

    // when
    await(channel.call(Echo.CLIENT, StringValue.of("x")));
    for (int i = 0; i < 5; i++) {
      await(channel.call(unknown(i), StringValue.of("x")).otherwiseEmpty());
    }

    // then
    assertThat(
            Pattern.compile("route=\"([^\"]*)\"")
                .matcher(Meters.of(vertx).text())
                .results()
                .map(found -> found.group(1))
                .distinct())
        .containsExactlyInAnyOrder("test.Echo/Say", "");
  }

  private static ServiceMethod<StringValue, StringValue> unknown(int number) {
    return ServiceMethod.client(
        Echo.NAME,
        "Unknown" + number,
        GrpcMessageEncoder.encoder(),
        GrpcMessageDecoder.decoder(StringValue.newBuilder()));
  }
}
