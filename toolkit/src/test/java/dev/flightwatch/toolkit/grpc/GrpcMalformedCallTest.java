package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static dev.flightwatch.toolkit.grpc.RawGrpcClient.HELLO;
import static dev.flightwatch.toolkit.grpc.RawGrpcClient.SAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.junit5.VertxExtension;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no gRPC client would send end, log nothing, and keep no place of a call. */
@ExtendWith(VertxExtension.class)
class GrpcMalformedCallTest {
  private static final String REFLECT = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

  private final LoggedWarnings warnings = new LoggedWarnings();
  private final Promise<String> slow = Promise.promise();
  private GrpcApiServer target;
  private RawGrpcClient caller;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    target = Echo.open(vertx, GrpcServerLimits.of(1), this::respond);
    caller = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);
  }

  private Future<String> respond(String text) {
    return text.equals("hello") ? slow.future() : Future.succeededFuture("fine");
  }

  @AfterEach
  void assertNoCallIsInProgress() throws Exception {
    slow.tryComplete("done");
    Buffer other = Buffer.buffer(new byte[] {0, 0, 0, 0, 3, 10, 1, 'x'});
    assertThat(await(caller.send(SAY, Map.of(), other))).isEqualTo("0");
    assertThat(warnings.lines()).isEmpty();
    warnings.close();
  }

  @ParameterizedTest
  @CsvSource({
    "no message at all, '', 3",
    "half a frame, 0000, 3",
    "half a message, 00000000070a05, 3",
    "not protobuf, 00000000020aff, reset",
    "said to be compressed, 01000000021f8b, reset",
    "too large, 0000010001, 8",
  })
  void callShouldEndWhenItsMessageCannotBeDecoded(String what, String hex, String status)
      throws Exception {
    // given
    Buffer body = Buffer.buffer(HexFormat.of().parseHex(hex));

    // then
    assertThat(await(caller.send(SAY, Map.of(), body))).as(what).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "/test.Echo/Shout, application/grpc, 12",
    "/test.Other/Say, application/grpc, 12",
    "/, application/grpc, 12",
    "/test.Echo, application/grpc, 12",
    "/grpc.health.v1.Health/Watch, application/grpc, 12",
    "/test.Echo/Say, application/json, http 415",
    "/test.Echo/Say, application/grpc-web, http 415",
    "/test.Echo/Say, application/grpc;x, http 415",
  })
  void callShouldEndWhenThereIsNoSuchMethodOrProtocol(String path, String type, String status)
      throws Exception {
    assertThat(await(caller.send(path, Map.of("content-type", type), HELLO))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"gzip", "snappy", "''"})
  void callShouldEndWhenItsMessageIsCompressed(String encoding) throws Exception {
    // given
    Buffer compressed = Buffer.buffer(HexFormat.of().parseHex("01000000021f8b"));
    Map<String, String> headers = Map.of("grpc-encoding", encoding);

    // then
    assertThat(await(caller.send(SAY, headers, compressed))).isEqualTo("reset");
    assertThat(await(caller.send(REFLECT, headers, compressed))).isEqualTo("reset");
  }

  @Test
  void callShouldGetHttps415WhenItComesOverHttp1(Vertx vertx) throws Exception {
    // given
    RawGrpcClient old = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_1_1);

    // then
    assertThat(await(old.send(SAY, Map.of(), HELLO))).isEqualTo("http 415");
  }

  @ParameterizedTest
  @CsvSource({"200m, 4", "150000u, 4", "soon, 0", "-1S, 0", "123456789S, 0", "'', 0"})
  void callShouldHaveTheDeadlineOfItsTimeoutUnlessItIsInvalid(String timeout, String status)
      throws Exception {
    // when
    Future<String> response = caller.send(SAY, Map.of("grpc-timeout", timeout), HELLO);
    if (status.equals("0")) {
      slow.complete("there");
    }

    // then
    assertThat(await(response)).isEqualTo(status);
  }
}
