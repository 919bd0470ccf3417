package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Meters;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a grpc-java server. */
@ExtendWith(VertxExtension.class)
class GrpcChannelTest {
  private static final ServiceConfig QUICK = Echo.retrying("20s", 5, "0.05s", "0.1s");

  private final BlockingQueue<StreamObserver<StringValue>> held = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private GrpcJavaPeer peer;
  private GrpcChannel target;

  @BeforeEach
  void keep(Vertx vertx) {
    this.vertx = vertx;
  }

  @AfterEach
  void closePeer() {
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void callShouldSucceedWhenPeerFailsTwiceThenSucceeds() throws Exception {
    // given
    open(QUICK, failing(2, Status.UNAVAILABLE, new Metadata()));

    // then
    assertThat(await(say())).isEqualTo("response 3");
    assertThat(peer.headers("grpc-previous-rpc-attempts")).containsExactly(null, "1", "2");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, UNAVAILABLE, 5",
    "INVALID_ARGUMENT, INVALID, 1",
    "NOT_FOUND, NOT_FOUND, 1",
    "RESOURCE_EXHAUSTED, OVERLOADED, 1",
    "DEADLINE_EXCEEDED, TIMEOUT, 1",
    "UNKNOWN, INTERNAL, 1",
    "CANCELLED, INTERNAL, 1",
    "UNAUTHENTICATED, UNAVAILABLE, 1",
    "PERMISSION_DENIED, UNAVAILABLE, 1",
  })
  void callShouldBeRetriedOnlyWhenItsStatusIsListed(Status.Code code, ErrorKind kind, int attempts)
      throws Exception {
    // given
    open(QUICK, failing(9, code.toStatus().withDescription("secret of the peer"), new Metadata()));

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.getMessage()).doesNotContain("secret");
    assertThat(peer.attempts()).isEqualTo(attempts);
  }

  @Test
  void callShouldNotBeRetriedWhenResponseHasBegun() throws Exception {
    // given
    open(
        QUICK,
        (attempt, response) -> {
          response.onNext(StringValue.of("half"));
          response.onError(Status.UNAVAILABLE.asException());
        });

    // then
    assertThat(failure(say()).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(peer.attempts()).isOne();
  }

  @Test
  void callShouldSendTheRemainingTimeWithEachAttempt() throws Exception {
    // given
    open(Echo.retrying("60s", 2, "0.5s", "0.5s"), failing(9, Status.UNAVAILABLE, new Metadata()));

    // when
    failure(say());

    // then
    List<Long> micros =
        peer.headers("grpc-timeout").stream()
            .map(timeout -> Long.valueOf(timeout.replaceFirst("u$", "")))
            .toList();
    assertThat(micros.get(0)).isBetween(1L, 60_000_000L);
    assertThat(micros.get(1)).isBetween(1L, micros.get(0) - 399_000);
  }

  @ParameterizedTest
  @CsvSource({"250, 2", "-1, 1"})
  void callShouldBeRetriedAsThePushbackSays(String pushback, int attempts) throws Exception {
    // given
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER), pushback);
    open(Echo.retrying("20s", 2, "60s", "60s"), failing(9, Status.UNAVAILABLE, trailers));

    // when
    long begin = System.nanoTime();
    failure(say());

    // then
    assertThat(peer.attempts()).isEqualTo(attempts);
    assertThat(millisSince(begin)).isGreaterThanOrEqualTo(249L * (attempts - 1));
  }

  @Test
  void callShouldFailWithTimeoutAndTheNextSucceedWhenItsConnectionIsLostSilently()
      throws Exception {
    // given
    FaultProxy proxy = openBehindProxy(Echo.retrying("3s", 5, "0.05s", "0.1s"));
    assertThat(await(say())).isEqualTo("response 1");

    // when
    await(proxy.loseConnections());
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(await(say())).isEqualTo("response 2");
  }

  @Test
  void callShouldEndWhenAnotherHasTimedOutOnItsConnection() throws Exception {
    // given
    open(Echo.retrying("5s", 2, "1s", "1s"), (attempt, response) -> held.add(response));
    Future<String> late = say();
    call();
    await(vertx.timer(4_000));
    Future<String> other = say();
    StreamObserver<StringValue> response = call();

    // when
    assertThat(failure(late).kind()).isEqualTo(ErrorKind.TIMEOUT);
    GrpcJavaPeer.say(response, "there");

    // then
    assertThat(await(other)).isEqualTo("there");
  }

  @Test
  void callShouldFailByItsDeadlineAndTheNextSucceedWhenPeerIsSilent() throws Exception {
    // given
    FaultProxy proxy = openBehindProxy(Echo.retrying("3s", 5, "0.1s", "0.1s"));
    await(proxy.stall());

    // when
    ServiceException failure = failure(say());
    await(proxy.loseConnections());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    // An attempt takes 2 s, so the deadline leaves time for one more.
    assertThat(Meters.of(vertx).text())
        .contains("grpc_client_retries_total{method=\"test.Echo/Say\"} 1.0");
    assertThat(await(say())).isEqualTo("response 1");
  }

  @Test
  void callShouldSucceedWhenEarlierOnesTimedOutWaitingForAStream() throws Exception {
    // given
    peer = new GrpcJavaPeer(0, 1, (attempt, response) -> held.add(response));
    target = Echo.channel(vertx, peer.port(), Echo.retrying("20s", 2, "30s", "30s"));
    Future<String> first = say();
    StreamObserver<StringValue> response = call();
    assertThat(failure(say()).kind()).isEqualTo(ErrorKind.UNAVAILABLE);

    // when
    Future<String> third = say();
    GrpcJavaPeer.say(call(), "third");
    GrpcJavaPeer.say(response, "first");

    // then
    assertThat(await(third)).isEqualTo("third");
    assertThat(await(first)).isEqualTo("first");
  }

  @Test
  void callShouldBeRetriedWhenItsConnectionIsReset() throws Exception {
    // given
    FaultProxy proxy = openBehindProxy(QUICK);
    await(say());

    // when
    await(proxy.disconnect());
    Future<String> response = say();
    await(proxy.restore());

    // then
    assertThat(await(response)).isEqualTo("response 2");
  }

  @Test
  void callShouldFailWithUnavailableOrWaitWhenNoServerListens() throws Exception {
    // given
    int port = freePort();
    target = Echo.channel(vertx, port, Echo.retrying("20s", 3, "0.5s", "2s"));

    // when
    ServiceException failure = failure(say());
    Future<String> response = say();
    peer = new GrpcJavaPeer(port, 9, failing(0, Status.OK, new Metadata()));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.getMessage()).doesNotContain("127.0.0.1");
    assertThat(await(response)).isEqualTo("response 1");
  }

  @Test
  void callShouldCarryTheCorrelationIdAndReturnToItsContext() throws Exception {
    // given
    open(QUICK, failing(1, Status.UNAVAILABLE, new Metadata()));
    Promise<String> id = Promise.promise();

    // when
    Correlation.begin(vertx, () -> say().map(response -> Correlation.current()).onComplete(id));

    // then
    assertThat(peer.headers("x-correlation-id")).isEmpty();
    String sent = await(id.future());
    assertThat(peer.headers("x-correlation-id")).containsExactly(sent, sent).doesNotContainNull();
  }

  @Test
  void callsShouldShareOneConnectionUpToTheLimit() throws Exception {
    // given
    peer = new GrpcJavaPeer((attempt, response) -> held.add(response));
    FaultProxy proxy = await(new FaultProxy(vertx, peer.port()).listen());
    target = Echo.channel(vertx, proxy.port(), QUICK);
    Future<String> first = say();
    GrpcJavaPeer.say(call(), "first");
    await(first);
    // Two, when a busy machine took longer than the timeout to open the first.
    int connections = await(proxy.connections());

    // when
    List<Future<String>> calls = IntStream.range(0, 1_000).mapToObj(i -> say()).toList();
    ServiceException failure = failure(say());
    for (int i = 0; i < 1_000; i++) {
      GrpcJavaPeer.say(call(), "there");
    }

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
    await(Future.all(calls));
    assertThat(await(proxy.connections())).isLessThanOrEqualTo(connections);
    Future<String> next = say();
    GrpcJavaPeer.say(call(), "next");
    assertThat(await(next)).isEqualTo("next");
  }

  @Test
  void callShouldSucceedWhenTheVerticleOfAnEarlierCallIsUndeployed() throws Exception {
    // given
    FaultProxy proxy = openBehindProxy(Echo.retrying("20s", 5, "0.1s", "0.1s"));
    await(proxy.stall());
    Future<String> caller =
        vertx.deployVerticle(
            context -> {
              vertx.setTimer(2_500, id -> proxy.loseConnections());
              return say();
            });

    // when
    await(vertx.undeploy(await(caller)));

    // then
    assertThat(await(say())).isEqualTo("response 2");
    assertThat(await(proxy.connections())).isOne();
  }

  @Test
  void callShouldFailWithUnavailableWhenChannelIsClosed() throws Exception {
    // given
    open(QUICK, failing(0, Status.OK, new Metadata()));
    await(say());

    // when
    await(target.close());

    // then
    assertThat(failure(say()).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(peer.attempts()).isOne();
  }

  private void open(ServiceConfig config, BiConsumer<Integer, StreamObserver<StringValue>> rule)
      throws Exception {
    peer = new GrpcJavaPeer(rule);
    target = Echo.channel(vertx, peer.port(), config);
  }

  private FaultProxy openBehindProxy(ServiceConfig config) throws Exception {
    peer = new GrpcJavaPeer(failing(0, Status.OK, new Metadata()));
    FaultProxy proxy = await(new FaultProxy(vertx, peer.port()).listen());
    target = Echo.channel(vertx, proxy.port(), config);
    return proxy;
  }

  private static BiConsumer<Integer, StreamObserver<StringValue>> failing(
      int attempts, Status status, Metadata trailers) {
    return (attempt, response) -> {
      if (attempt <= attempts) {
        response.onError(status.asRuntimeException(trailers));
      } else {
        GrpcJavaPeer.say(response, "response " + attempt);
      }
    };
  }

  private StreamObserver<StringValue> call() throws InterruptedException {
    return held.poll(30, TimeUnit.SECONDS);
  }

  private Future<String> say() {
    return Echo.say(target, "hello");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
