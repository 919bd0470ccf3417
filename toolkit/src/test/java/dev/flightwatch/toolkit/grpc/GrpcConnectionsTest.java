package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds on the connections of a gRPC server. */
@ExtendWith(VertxExtension.class)
class GrpcConnectionsTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** The preface with the SETTINGS frame that completes it. */
  private static final Buffer PREFACE_AND_SETTINGS =
      Buffer.buffer(PREFACE).appendBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});

  private Vertx vertx;
  private GrpcApiServer target;

  @BeforeEach
  void keep(Vertx vertx) {
    this.vertx = vertx;
  }

  private void open(int connections, Duration idle) throws Exception {
    target =
        Echo.open(
            vertx,
            new GrpcServerLimits(9, Duration.ofSeconds(30), connections, idle),
            Future::succeededFuture);
  }

  private NetSocket connect() throws Exception {
    return await(vertx.createNetClient().connect(target.port(), "127.0.0.1"));
  }

  private static Future<Void> closed(NetSocket socket) {
    Promise<Void> closed = Promise.promise();
    socket.handler(ignored -> {}).closeHandler(closed::tryComplete);
    return closed.future();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", PREFACE, "POST /x HTTP/1.1\r\n"})
  void connectionShouldBeClosedWhenItIsIdle(String sent) throws Exception {
    // given
    open(9, SHORT);
    NetSocket socket = connect();
    Future<Void> closed = closed(socket);

    // when
    await(socket.write(sent));

    // then
    await(closed);
  }

  @Test
  void callShouldSucceedOnANewConnectionWhenTheIdleOneWasClosed() throws Exception {
    // given
    open(9, SHORT);
    RawGrpcClient caller = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);
    assertThat(await(say(caller))).isEqualTo("0");

    // when
    await(vertx.timer(2 * SHORT.toMillis()));

    // then
    assertThat(await(say(caller))).isEqualTo("0");
  }

  private static Future<String> say(RawGrpcClient caller) {
    return caller.send(RawGrpcClient.SAY, Map.of(), RawGrpcClient.HELLO);
  }

  @Test
  void connectionShouldBeClosedWhileTooManyAreOpen() throws Exception {
    // given
    open(1, Duration.ofMinutes(1));
    RawGrpcClient first = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);
    assertThat(await(say(first))).isEqualTo("0");

    // when
    NetSocket second = connect();
    Future<Void> closed = closed(second);
    await(second.write(PREFACE_AND_SETTINGS));
    await(closed);
    assertThat(await(say(first))).isEqualTo("0");
    await(first.close());

    // then
    assertThat(await(untilServed(new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2))))
        .isEqualTo("0");
  }

  /** The server learns a moment later that a client has closed its connection. */
  private static Future<String> untilServed(RawGrpcClient caller) {
    return say(caller)
        .compose(
            status -> status.equals("0") ? Future.succeededFuture(status) : untilServed(caller));
  }
}
