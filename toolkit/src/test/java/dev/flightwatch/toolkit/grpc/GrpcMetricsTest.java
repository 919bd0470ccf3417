package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcMetricsTest {
  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();
  private final Promise<String> held = Promise.promise();
  private GrpcChannel channel;

  @BeforeEach
  void open() throws Exception {
    GrpcApiServer server = Echo.open(vertx, GrpcServerLimits.of(1), this::respond);
    channel = Echo.channel(vertx, server.port(), Echo.retrying("20s", 3, "0.01s", "0.01s"));
  }

  private Future<String> respond(String text) {
    return switch (text) {
      case "bad" -> Future.failedFuture(ServiceException.of(ErrorKind.INVALID, "code", "Bad."));
      case "away" ->
          Future.failedFuture(ServiceException.of(ErrorKind.UNAVAILABLE, "code", "Away."));
      case "held" -> held.future();
      default -> Future.succeededFuture(text);
    };
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void callsShouldBeTimedByMethodAndStatusOnBothSidesAndRetriesCounted() throws Exception {
    // given
    await(Echo.say(channel, "good"));
    String retriesBefore = value("client_retries_total{method=\"test.Echo/Say\"}");

    // when
    await(Echo.say(channel, "bad").otherwiseEmpty());
    await(Echo.say(channel, "away").otherwiseEmpty());

    // then
    for (String side : new String[] {"server", "client"}) {
      assertThat(seconds(side, "OK")).isEqualTo("1");
      assertThat(seconds(side, "INVALID_ARGUMENT")).isEqualTo("1");
      assertThat(seconds(side, "UNAVAILABLE")).isEqualTo(side.equals("server") ? "3" : "1");
    }
    assertThat(retriesBefore).isEqualTo("0.0");
    assertThat(value("client_retries_total{method=\"test.Echo/Say\"}")).isEqualTo("2.0");
  }

  private String seconds(String side, String status) {
    return value(side + "_seconds_count{method=\"test.Echo/Say\",status=\"" + status + "\"}");
  }

  private String value(String suffix) {
    String line = "service_grpc_" + suffix + " ";
    return Meters.of(vertx)
        .text()
        .lines()
        .filter(each -> each.startsWith(line))
        .map(each -> each.substring(line.length()))
        .findFirst()
        .orElse("absent");
  }

  @Test
  void callsBeyondTheBoundShouldCountAsShed() throws Exception {
    // when
    Future<String> first = Echo.say(channel, "held");
    await(Echo.say(channel, "refused").otherwiseEmpty());
    held.complete("done");
    await(first);

    // then
    assertThat(Meters.of(vertx).text())
        .contains("service_requests_shed_total{server=\"test grpc\"} 1.0");
  }

  @Test
  void routesShouldBeThoseOfTheServicesWhenOtherMethodsAreCalled() throws Exception {
    // when
    await(Echo.say(channel, "x"));
    for (int i = 0; i < 5; i++) {
      await(channel.call(Echo.client("Unknown" + i), StringValue.of("x")).otherwiseEmpty());
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
}
