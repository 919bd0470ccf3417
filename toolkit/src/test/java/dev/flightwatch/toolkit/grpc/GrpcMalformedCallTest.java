package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.grpc.RawGrpcClient.RawResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no gRPC client would send end with a status, and keep no place of a call. */
@ExtendWith(VertxExtension.class)
class GrpcMalformedCallTest {
  private final LoggedWarnings warnings = new LoggedWarnings();
  private final Promise<String> slow = Promise.promise();
  private GrpcApiServer target;
  private RawGrpcClient caller;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    GrpcApiServerOptions options =
        GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0).withMaxCallsInFlight(1);
    target = await(GrpcApiServer.open(vertx, options, List.of(Echo.service(this::respond))));
    caller = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_2);
  }

  private Future<String> respond(String text) {
    return text.equals("hello") ? slow.future() : Future.succeededFuture("fine");
  }

  @AfterEach
  void assertNoCallIsInProgress() throws Exception {
    slow.tryComplete("done");
    Buffer other = RawGrpcClient.framed(0, Buffer.buffer(new byte[] {10, 1, 'x'}));
    assertThat(await(caller.send(RawGrpcClient.SAY, RawGrpcClient.grpc(), other)).status())
        .isEqualTo("0");
    assertThat(warnings.lines()).isEmpty();
    warnings.close();
    await(target.close(Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "'', no message at all",
    "0000, half a frame",
    "00000000070a05, half a message",
    "00000000020aff, not protobuf",
    "01000000070a0568656c6c6f, said to be compressed",
  })
  void callShouldEndWithInvalidArgumentWhenItsMessageCannotBeDecoded(String hex, String what)
      throws Exception {
    // given
    Buffer body = Buffer.buffer(HexFormat.of().parseHex(hex));

    // when
    RawResponse response = await(caller.send(RawGrpcClient.SAY, RawGrpcClient.grpc(), body));

    // then
    assertThat(response.status()).as(what).isEqualTo(code(GrpcStatus.INVALID_ARGUMENT));
    assertThat(response.message()).isEqualTo("The%20request%20cannot%20be%20decoded.");
  }

  @ParameterizedTest
  @CsvSource({
    "grpc-encoding, gzip",
    "grpc-encoding, snappy",
    "grpc-encoding, ''",
    "content-type, application/grpc+json",
  })
  void callShouldEndWithUnimplementedWhenItIsNotPlainProtobuf(String header, String value)
      throws Exception {
    // given
    MultiMap headers = RawGrpcClient.grpc().set(header, value);

    // when
    RawResponse response = await(caller.send(RawGrpcClient.SAY, headers, RawGrpcClient.HELLO));

    // then
    assertThat(response.status()).isEqualTo(code(GrpcStatus.UNIMPLEMENTED));
  }

  @ParameterizedTest
  @CsvSource({"/test.Echo/Shout", "/test.Other/Say", "/", "/test.Echo", "/test.Echo/Say/more"})
  void callShouldEndWithUnimplementedWhenThereIsNoSuchMethod(String path) throws Exception {
    // when
    RawResponse response = await(caller.send(path, RawGrpcClient.grpc(), RawGrpcClient.HELLO));

    // then
    assertThat(response.status()).isEqualTo(code(GrpcStatus.UNIMPLEMENTED));
  }

  @ParameterizedTest
  @CsvSource({"application/json", "text/plain", "application/grpc-web", "application/grpc;x"})
  void callShouldGetHttps415WhenItIsNotGrpc(String type) throws Exception {
    // given
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("content-type", type);

    // when
    RawResponse response = await(caller.send(RawGrpcClient.SAY, headers, RawGrpcClient.HELLO));

    // then
    assertThat(response.http()).isEqualTo(415);
  }

  @Test
  void callShouldGetHttps415WhenItComesOverHttp1(Vertx vertx) throws Exception {
    // given
    RawGrpcClient old = new RawGrpcClient(vertx, target.port(), HttpVersion.HTTP_1_1);

    // when
    RawResponse response =
        await(old.send(RawGrpcClient.SAY, RawGrpcClient.grpc(), RawGrpcClient.HELLO));

    // then
    assertThat(response.http()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({"200m", "150000u", "1u"})
  void callShouldEndWithDeadlineExceededWhenItsTimeIsOver(String timeout) throws Exception {
    // given
    MultiMap headers = RawGrpcClient.grpc().set("grpc-timeout", timeout);

    // when
    RawResponse response = await(caller.send(RawGrpcClient.SAY, headers, RawGrpcClient.HELLO));

    // then
    assertThat(response.status()).isEqualTo(code(GrpcStatus.DEADLINE_EXCEEDED));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1S", "123456789S", "''"})
  void callShouldHaveNoDeadlineWhenItsTimeoutIsInvalid(String timeout) throws Exception {
    // given
    MultiMap headers = RawGrpcClient.grpc().set("grpc-timeout", timeout);

    // when
    Future<RawResponse> response = caller.send(RawGrpcClient.SAY, headers, RawGrpcClient.HELLO);
    slow.complete("there");

    // then
    assertThat(await(response).status()).isEqualTo("0");
  }

  private static String code(GrpcStatus status) {
    return Integer.toString(status.code);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
