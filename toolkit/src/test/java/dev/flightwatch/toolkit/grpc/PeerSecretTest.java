package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that requires the secret of its peers, and callers with and without it. */
@ExtendWith(VertxExtension.class)
class PeerSecretTest {
  private static final String A = "secret-a-0123456789";
  private static final String B = "secret-b-0123456789";
  private static final String UNAUTHENTICATED = "16";
  private static final String CHECK = "/grpc.health.v1.Health/Check";
  private static final String REFLECT = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

  private final AtomicInteger served = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fifteen-letters",
        "sixteen letters!",
        "sixteen-lettèrs!",
        "sixteen-letters!,",
        ",sixteen-letters!",
        "sixteen-letters!, sixteen-letters?",
        "sixteen-letters!,sixteen-letters?,sixteen-letters.",
      })
  void parseShouldRefuseWithoutShowingTheText(String text) {
    assertThatThrownBy(() -> PeerSecret.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 to 256")
        .hasMessageNotContaining("letters");
    assertThatThrownBy(() -> PeerSecret.parse("x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PeerSecret.parse("x".repeat(256)).toString()).doesNotContain("xx");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a   | a   | OK",
        "a   | b   | UNAUTHENTICATED",
        "a   |     | UNAUTHENTICATED",
        "a,b | a   | OK",
        "a,b | b   | OK",
        "a,b | b,a | OK",
        "a,b |     | UNAUTHENTICATED",
        "a   | a,b | OK",
        "a   | b,a | UNAUTHENTICATED",
        "    | a   | OK",
        "    |     | OK",
      })
  void callShouldBeServedOnlyWhenTheFirstSecretOfTheCallerIsOneOfTheServer(
      String server, String caller, String status, Vertx vertx) throws Exception {
    // given
    int port = open(vertx, secret(server));
    GrpcChannel channel = channel(vertx, port, secret(caller));

    // when
    Future<String> call = Echo.say(channel, "hello");

    // then
    if (status.equals("OK")) {
      assertThat(await(call)).isEqualTo("hello");
    } else {
      assertThatThrownBy(() -> await(call))
          .isInstanceOfSatisfying(
              ServiceException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
          .hasMessageContaining(status);
    }
    assertThat(served).hasValue(status.equals("OK") ? 1 : 0);
  }

  /** Without a message, a call that is not refused would wait for one until its time is over. */
  @ParameterizedTest
  @ValueSource(strings = {RawGrpcClient.SAY, CHECK, REFLECT, "/test.Echo/Shout", "/"})
  void callShouldBeRefusedBeforeItsMessageWhateverItCalls(String path, Vertx vertx)
      throws Exception {
    // given
    int port = open(vertx, secret("a,b"));
    RawGrpcClient caller = new RawGrpcClient(vertx, port, HttpVersion.HTTP_2);
    Buffer notProtobuf = Buffer.buffer(new byte[] {0, 0, 0, 0, 2, 10, -1});

    // then
    for (String header : List.of(A, "Bearer", "Basic " + A, "Bearer " + A + "," + B, "Bearer x")) {
      Map<String, String> headers = Map.of("authorization", header);
      assertThat(await(caller.send(path, headers, null))).isEqualTo(UNAUTHENTICATED);
      assertThat(await(caller.send(path, headers, notProtobuf))).isEqualTo(UNAUTHENTICATED);
    }
    assertThat(await(caller.send(path, Map.of(), null))).isEqualTo(UNAUTHENTICATED);
    assertThat(served).hasValue(0);
  }

  @Test
  void refusedCallShouldEndItsStreamWhenItsMessageIsStillToCome(Vertx vertx) throws Exception {
    // given
    int port = open(vertx, secret("a"));
    Promise<Throwable> reset = Promise.promise();

    // when
    vertx
        .createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false))
        .request(HttpMethod.POST, port, "127.0.0.1", RawGrpcClient.SAY)
        .onSuccess(
            request -> {
              request.exceptionHandler(reset::tryComplete);
              request.putHeader("content-type", "application/grpc").sendHead();
            });

    // then
    assertThat(await(reset.future()))
        .isInstanceOfSatisfying(
            StreamResetException.class, e -> assertThat(e.getCode()).isEqualTo(0));
  }

  @Test
  void healthAndReflectionShouldBeServedWithTheSecret(Vertx vertx) throws Exception {
    // given
    int port = open(vertx, secret("a"));
    RawGrpcClient caller = new RawGrpcClient(vertx, port, HttpVersion.HTTP_2);
    Map<String, String> headers = Map.of("authorization", "Bearer " + A);
    Buffer empty = Buffer.buffer(new byte[5]);

    // then
    assertThat(await(caller.send(CHECK, headers, empty))).isEqualTo("0");
    assertThat(await(caller.send(REFLECT, headers, empty))).isEqualTo("0");
  }

  @Test
  void refusalsShouldBeLoggedOnceOnBothSidesWithoutTheSecretUntilOneCallIsServed(Vertx vertx)
      throws Exception {
    // given
    int port = open(vertx, secret("a"));
    HostAndPort peer = new HostAndPort("127.0.0.1", port);
    GrpcChannel wrong = channel(vertx, port, secret("b"));

    try (LoggedWarnings warnings = new LoggedWarnings()) {
      // when
      for (int call = 0; call < 3; call++) {
        await(Echo.say(wrong, "hello").otherwise(""));
      }

      // then
      assertThat(warnings.lines())
          .hasSize(2)
          .anyMatch(
              line -> line.endsWith("127.0.0.1: it sent another PEER_SECRET (refused calls: 1)"))
          .anyMatch(line -> line.contains("Calls to " + peer + " fail: It refuses calls"))
          .noneMatch(line -> line.contains(A) || line.contains(B));
    }
    assertThatThrownBy(() -> await(PeerRefusals.of(vertx).check(peer)))
        .hasMessageContaining("Set PEER_SECRET to the same value");

    // when
    await(Echo.say(channel(vertx, port, secret("a")), "hello"));

    // then
    await(PeerRefusals.of(vertx).check(peer));
  }

  /** Translates {@code a,b} to two secrets. */
  private static Optional<PeerSecret> secret(String names) {
    return Optional.ofNullable(names)
        .map(known -> known.replaceAll("[ab]", "secret-$0-0123456789"))
        .map(PeerSecret::parse);
  }

  private int open(Vertx vertx, Optional<PeerSecret> secret) throws Exception {
    GrpcApiServerOptions options =
        new GrpcApiServerOptions(
            "test grpc",
            "127.0.0.1",
            0,
            GrpcServerLimits.of(9),
            Optional.empty(),
            Set.of(),
            secret);
    return Echo.open(
            vertx,
            options,
            text -> {
              served.incrementAndGet();
              return Future.succeededFuture(text);
            })
        .port();
  }

  private static GrpcChannel channel(Vertx vertx, int port, Optional<PeerSecret> secret) {
    HostAndPort peer = new HostAndPort("127.0.0.1", port);
    ServiceConfig config = Echo.retrying("10s", 3, "0.1s", "0.1s");
    return GrpcChannel.open(vertx, peer, config, Optional.empty(), secret).result();
  }
}
