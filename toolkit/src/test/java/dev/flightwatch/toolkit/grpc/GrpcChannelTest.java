package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcJavaPeer.Arrival;
import dev.flightwatch.toolkit.log.Correlation;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class GrpcChannelTest {
  private static final ServiceConfig QUICK = Configs.retrying("20s", 5, "0.05s", "0.1s");

  private GrpcJavaPeer peer;
  private GrpcChannel target;

  @AfterEach
  void closeBoth() {
    target.close();
    peer.close();
  }

  @Test
  void callShouldSucceedWhenPeerFailsTwiceThenSucceeds(Vertx vertx) throws Exception {
    // given
    given(
        vertx,
        QUICK,
        (attempt, response) -> {
          if (attempt <= 2) {
            response.onError(Status.UNAVAILABLE.asException());
          } else {
            GrpcJavaPeer.say(response, "there");
          }
        });

    // when
    String response = await(say());

    // then
    assertThat(response).isEqualTo("there");
    assertThat(peer.arrivals())
        .extracting(arrival -> arrival.header("grpc-previous-rpc-attempts"))
        .containsExactly(null, "1", "2");
  }

  @Test
  void callShouldKeepItsBackoffWhenPeerFails(Vertx vertx) throws Exception {
    // given
    given(vertx, Configs.retrying("20s", 3, "0.2s", "0.3s"), failing(Status.UNAVAILABLE));

    // when
    failure(say());

    // then
    assertThat(millisBetween(0, 1)).isGreaterThanOrEqualTo(159);
    assertThat(millisBetween(1, 2)).isGreaterThanOrEqualTo(239);
  }

  @Test
  void callShouldFailWithUnavailableWhenAttemptsAreUsedUp(Vertx vertx) {
    // given
    given(vertx, QUICK, failing(Status.UNAVAILABLE));

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(peer.arrivals()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, INVALID",
    "NOT_FOUND, NOT_FOUND",
    "RESOURCE_EXHAUSTED, OVERLOADED",
    "DEADLINE_EXCEEDED, TIMEOUT",
    "UNKNOWN, INTERNAL",
    "INTERNAL, INTERNAL",
    "UNIMPLEMENTED, INTERNAL",
    "CANCELLED, INTERNAL",
    "ABORTED, INTERNAL",
    "PERMISSION_DENIED, INTERNAL",
    "UNAUTHENTICATED, INTERNAL",
  })
  void callShouldNotBeRetriedWhenStatusIsNotListed(Status.Code code, ErrorKind kind, Vertx vertx) {
    // given
    given(vertx, QUICK, failing(code.toStatus().withDescription("secret of the peer")));

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.getMessage()).doesNotContain("secret");
    assertThat(peer.arrivals()).hasSize(1);
  }

  @Test
  void callShouldNotBeRetriedWhenResponseHasBegun(Vertx vertx) {
    // given
    given(
        vertx,
        QUICK,
        (attempt, response) -> {
          response.onNext(StringValue.of("half"));
          response.onError(Status.UNAVAILABLE.asException());
        });

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(peer.arrivals()).hasSize(1);
  }

  @Test
  void callShouldFailWithTimeoutWhenPeerDoesNotRespondByTheDeadline(Vertx vertx) throws Exception {
    // given
    given(
        vertx,
        Configs.retrying("1s", 5, "0.05s", "0.1s"),
        (attempt, response) -> {
          if (attempt == 1) {
            GrpcJavaPeer.say(response, "warm");
          }
        });
    GrpcChannel patient = new GrpcChannel(vertx, "127.0.0.1", peer.port(), QUICK);
    await(patient.call(Echo.CLIENT, StringValue.of("warm up")));
    long begin = System.nanoTime();

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(millisSince(begin)).isBetween(990L, 5000L);
    assertThat(peer.arrivals()).hasSize(2);
    await(patient.close());
  }

  @Test
  void callShouldSendTheRemainingTimeWithEachAttempt(Vertx vertx) {
    // given
    given(vertx, Configs.retrying("20s", 2, "0.5s", "0.5s"), failing(Status.UNAVAILABLE));

    // when
    failure(say());

    // then
    assertThat(timeoutMillis(0)).isBetween(10_000L, 20_000L);
    assertThat(timeoutMillis(1)).isBetween(5_000L, timeoutMillis(0) - 399);
  }

  @Test
  void callShouldFailAtOnceWhenTheNextAttemptWouldBeginPastTheDeadline(Vertx vertx) {
    // given
    given(vertx, Configs.retrying("20s", 5, "30s", "30s"), failing(Status.UNAVAILABLE));
    long begin = System.nanoTime();

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(millisSince(begin)).isLessThan(10_000);
    assertThat(peer.arrivals()).hasSize(1);
  }

  @Test
  void callShouldWaitAsLongAsThePushbackWhenPeerSendsOne(Vertx vertx) throws Exception {
    // given
    given(
        vertx,
        Configs.retrying("20s", 2, "30s", "30s"),
        (attempt, response) -> {
          if (attempt == 1) {
            response.onError(pushback("250"));
          } else {
            GrpcJavaPeer.say(response, "there");
          }
        });

    // when
    String response = await(say());

    // then
    assertThat(response).isEqualTo("there");
    assertThat(millisBetween(0, 1)).isGreaterThanOrEqualTo(249);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon"})
  void callShouldNotBeRetriedWhenPushbackForbidsIt(String pushback, Vertx vertx) {
    // given
    given(vertx, QUICK, (attempt, response) -> response.onError(pushback(pushback)));

    // when
    failure(say());

    // then
    assertThat(peer.arrivals()).hasSize(1);
  }

  @Test
  void callShouldCarryTheCorrelationIdWhenThereIsOne(Vertx vertx) throws Exception {
    // given
    given(vertx, QUICK, (attempt, response) -> GrpcJavaPeer.say(response, "there"));
    Promise<String> id = Promise.promise();

    // when
    Correlation.begin(vertx, () -> say().map(response -> Correlation.current()).onComplete(id));

    // then
    assertThat(await(id.future()))
        .isNotNull()
        .isEqualTo(peer.arrivals().get(0).header("x-correlation-id"));
  }

  @Test
  void callShouldFailWithOverloadedWhenTooManyAreInFlight(Vertx vertx) throws Exception {
    // given
    AtomicReference<StreamObserver<StringValue>> waiting = new AtomicReference<>();
    CountDownLatch arrived = new CountDownLatch(1);
    peer =
        new GrpcJavaPeer(
            (attempt, response) -> {
              waiting.set(response);
              arrived.countDown();
            });
    target =
        new GrpcChannel(
            vertx,
            "127.0.0.1",
            peer.port(),
            QUICK,
            GrpcChannelOptions.DEFAULTS.withMaxCallsInFlight(1));
    Future<String> first = say();
    assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
    GrpcJavaPeer.say(waiting.get(), "first");
    assertThat(await(first)).isEqualTo("first");
    waiting.set(null);
    Future<String> second = say();
    assertThat(second.isComplete()).isFalse();
  }

  @Test
  void callShouldFailWithUnavailableWhenChannelIsClosed(Vertx vertx) throws Exception {
    // given
    given(vertx, QUICK, (attempt, response) -> GrpcJavaPeer.say(response, "there"));
    await(say());
    await(target.close());

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(peer.arrivals()).hasSize(1);
  }

  private void given(
      Vertx vertx, ServiceConfig config, BiConsumer<Integer, StreamObserver<StringValue>> rule) {
    peer = new GrpcJavaPeer(rule);
    target = new GrpcChannel(vertx, "127.0.0.1", peer.port(), config);
  }

  private static BiConsumer<Integer, StreamObserver<StringValue>> failing(Status status) {
    return (attempt, response) -> response.onError(status.asException());
  }

  private static StatusRuntimeException pushback(String value) {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER), value);
    return Status.UNAVAILABLE.asRuntimeException(trailers);
  }

  private Future<String> say() {
    return target.call(Echo.CLIENT, StringValue.of("hello")).map(StringValue::getValue);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }

  private long millisBetween(int first, int second) {
    List<Arrival> arrivals = peer.arrivals();
    return TimeUnit.NANOSECONDS.toMillis(
        arrivals.get(second).nanos() - arrivals.get(first).nanos());
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private long timeoutMillis(int attempt) {
    String timeout = peer.arrivals().get(attempt).header("grpc-timeout");
    assertThat(timeout).endsWith("u");
    return TimeUnit.MICROSECONDS.toMillis(
        Long.parseLong(timeout.substring(0, timeout.length() - 1)));
  }
}
