package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls whose connection fails. */
@ExtendWith(VertxExtension.class)
class GrpcChannelConnectionTest {
  private static final ServiceConfig PATIENT = Configs.retrying("20s", 5, "0.5s", "2s");
  private static final GrpcChannelOptions QUICK =
      GrpcChannelOptions.DEFAULTS.withPing(Duration.ofMillis(300), Duration.ofSeconds(1));
  private static final GrpcChannelOptions IMPATIENT =
      QUICK.withConnectTimeout(Duration.ofSeconds(1));

  private GrpcJavaPeer peer;
  private GrpcChannel target;

  @AfterEach
  void closeBoth() {
    target.close();
    if (peer != null) {
      peer.close();
    }
  }

  @Test
  void callShouldFailWithUnavailableWhenNoServerListens(Vertx vertx) throws Exception {
    // given
    target = new GrpcChannel(vertx, "127.0.0.1", freePort(), Configs.timeout("20s"));

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.getMessage()).doesNotContain("127.0.0.1");
  }

  @Test
  void callShouldSucceedWhenPeerStartsBeforeTheDeadline(Vertx vertx) throws Exception {
    // given
    int port = freePort();
    target = new GrpcChannel(vertx, "127.0.0.1", port, PATIENT, QUICK);

    // when
    Future<String> response = say();
    await(vertx.timer(300));
    assertThat(response.isComplete()).isFalse();
    peer = new GrpcJavaPeer(port, (attempt, reply) -> GrpcJavaPeer.say(reply, "there"));

    // then
    assertThat(await(response)).isEqualTo("there");
  }

  @Test
  void callShouldBeRetriedWhenItsConnectionIsLost(Vertx vertx) throws Exception {
    // given
    BlockingQueue<StreamObserver<StringValue>> waiting = new LinkedBlockingQueue<>();
    peer =
        new GrpcJavaPeer(
            (attempt, reply) -> {
              if (attempt == 1) {
                waiting.add(reply);
              } else {
                GrpcJavaPeer.say(reply, "again");
              }
            });
    StallingRelay relay = StallingRelay.forwarding(vertx, peer.port());
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT, QUICK);
    Future<String> response = say();
    assertThat(waiting.poll(5, TimeUnit.SECONDS)).isNotNull();

    // when
    relay.hangUp();

    // then
    assertThat(await(response)).isEqualTo("again");
    await(relay.close());
  }

  @Test
  void callShouldFailByItsDeadlineWhenPeerAcceptsTheConnectionAndSendsNothing(Vertx vertx)
      throws Exception {
    // given
    StallingRelay silent = StallingRelay.silent(vertx);
    ServiceConfig config = Configs.retrying("3s", 5, "0.1s", "0.1s");
    target = new GrpcChannel(vertx, "127.0.0.1", silent.port(), config, IMPATIENT);
    long begin = System.nanoTime();

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isIn(ErrorKind.UNAVAILABLE, ErrorKind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin).toMillis()).isLessThan(6000);
    assertThat(silent.accepted()).isGreaterThanOrEqualTo(2);
    await(silent.close());
  }

  @Test
  void callShouldSucceedWhenASilentPeerWasReplaced(Vertx vertx) throws Exception {
    // given
    StallingRelay relay = StallingRelay.silent(vertx);
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), Configs.timeout("10s"), IMPATIENT);
    failure(say());
    peer = new GrpcJavaPeer((attempt, reply) -> GrpcJavaPeer.say(reply, "there"));

    // when
    relay.forwardTo(peer.port());

    // then
    assertThat(await(say())).isEqualTo("there");
    await(relay.close());
  }

  @Test
  void callShouldSucceedOverANewConnectionWhenTheOldOneIsUnresponsive(Vertx vertx)
      throws Exception {
    // given
    peer = new GrpcJavaPeer((attempt, reply) -> GrpcJavaPeer.say(reply, "response " + attempt));
    StallingRelay relay = StallingRelay.forwarding(vertx, peer.port());
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT, QUICK);
    assertThat(await(say())).isEqualTo("response 1");
    int connections = relay.accepted();

    // when
    relay.freeze();

    // then
    assertThat(await(say())).isEqualTo("response 2");
    assertThat(relay.accepted()).isGreaterThan(connections);
    await(relay.close());
  }

  @Test
  void callShouldDetectAnUnresponsiveConnectionWhenAnEarlierOneClosedAfterItOpened(Vertx vertx)
      throws Exception {
    // given
    BlockingQueue<StreamObserver<StringValue>> waiting = new LinkedBlockingQueue<>();
    GrpcJavaPeer previous = new GrpcJavaPeer((attempt, reply) -> waiting.add(reply));
    peer = new GrpcJavaPeer((attempt, reply) -> GrpcJavaPeer.say(reply, "response " + attempt));
    StallingRelay relay = StallingRelay.forwarding(vertx, previous.port());
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT, QUICK);
    Future<String> early = say();
    StreamObserver<StringValue> reply = waiting.poll(20, TimeUnit.SECONDS);
    previous.shutdown();
    relay.forwardTo(peer.port());
    await(vertx.timer(200));
    assertThat(await(say())).isEqualTo("response 1");
    GrpcJavaPeer.say(reply, "early");
    assertThat(await(early)).isEqualTo("early");
    await(vertx.timer(500));

    // when
    relay.freeze();

    // then
    assertThat(await(say())).isEqualTo("response 2");
    await(relay.close());
  }

  @Test
  void callShouldKeepItsConnectionWhenPeerIsSlowAndResponsive(Vertx vertx) throws Exception {
    // given
    peer =
        new GrpcJavaPeer(
            (attempt, reply) -> vertx.setTimer(1200, id -> GrpcJavaPeer.say(reply, "slow")));
    StallingRelay relay = StallingRelay.forwarding(vertx, peer.port());
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT, QUICK);

    // when
    String first = await(say());
    String second = await(say());

    // then
    assertThat(List.of(first, second)).containsExactly("slow", "slow");
    assertThat(peer.arrivals()).hasSize(2);
    assertThat(relay.accepted()).isEqualTo(1);
    await(relay.close());
  }

  @Test
  void callsShouldShareOneConnectionWhenThereAreMany(Vertx vertx) throws Exception {
    // given
    peer =
        new GrpcJavaPeer(
            (attempt, reply) -> vertx.setTimer(20, id -> GrpcJavaPeer.say(reply, "there")));
    StallingRelay relay = StallingRelay.forwarding(vertx, peer.port());
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT);

    // when
    List<Future<String>> calls = IntStream.range(0, 300).mapToObj(i -> say()).toList();

    // then
    await(Future.all(calls));
    assertThat(relay.accepted()).isEqualTo(1);
    await(relay.close());
  }

  @Test
  void callShouldSucceedWhenEarlierOnesTimedOutWaitingForAStream(Vertx vertx) throws Exception {
    // given
    BlockingQueue<StreamObserver<StringValue>> waiting = new LinkedBlockingQueue<>();
    peer = new GrpcJavaPeer(0, 1, (attempt, reply) -> waiting.add(reply));
    target = new GrpcChannel(vertx, "127.0.0.1", peer.port(), Configs.timeout("20s"), IMPATIENT);
    Future<String> first = say();
    StreamObserver<StringValue> reply = waiting.poll(5, TimeUnit.SECONDS);
    ServiceException second = failure(say());
    assertThat(second.kind()).isEqualTo(ErrorKind.UNAVAILABLE);

    // when
    GrpcJavaPeer.say(reply, "first");
    assertThat(await(first)).isEqualTo("first");
    Future<String> third = say();
    GrpcJavaPeer.say(waiting.poll(5, TimeUnit.SECONDS), "third");

    // then
    assertThat(await(third)).isEqualTo("third");
    assertThat(waiting).isEmpty();
  }

  @Test
  void callShouldReachThePeerWhenTheVerticleThatOpenedTheConnectionIsUndeployed(Vertx vertx)
      throws Exception {
    // given
    peer = new GrpcJavaPeer((attempt, reply) -> GrpcJavaPeer.say(reply, "there"));
    StallingRelay relay = StallingRelay.silent(vertx);
    target = new GrpcChannel(vertx, "127.0.0.1", relay.port(), PATIENT, IMPATIENT);
    String caller =
        await(
            vertx.deployVerticle(
                context -> {
                  Future<String> early = say();
                  vertx.setTimer(200, id -> relay.forwardTo(peer.port()));
                  return early;
                }));

    // when
    await(vertx.undeploy(caller));

    // then
    int connections = relay.accepted();
    assertThat(await(say())).isEqualTo("there");
    assertThat(relay.accepted()).isEqualTo(connections);
    await(relay.close());
  }

  private Future<String> say() {
    return target.call(Echo.CLIENT, StringValue.of("hello")).map(StringValue::getValue);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }
}
