package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.tls.ShownCertificate;
import dev.flightwatch.toolkit.tls.TestAuthority;
import dev.flightwatch.toolkit.tls.TlsFiles;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS files that change on both sides while calls are in progress. */
@ExtendWith(VertxExtension.class)
class GrpcTlsReloadTest {
  private static final int LANES = 16;
  private static final Duration LONG_CALL = Duration.ofMillis(400);

  @TempDir Path folder;
  private final AtomicInteger responded = new AtomicInteger();
  private final LoggedWarnings warnings = new LoggedWarnings();
  private TestAuthority authority;
  private TlsFiles.CertificateAndKey serverFiles;
  private TlsFiles.CertificateAndKey callerFiles;
  private GrpcApiServer server;
  private GrpcChannel channel;
  private volatile boolean ends;

  @BeforeEach
  void openBoth(Vertx vertx) throws Exception {
    authority = new TestAuthority(folder);
    serverFiles = authority.write(authority.issue("user-manager"));
    callerFiles = authority.write(authority.issue("data-collector"));
    GrpcApiServerOptions options =
        GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0)
            .withTls(Optional.of(authority.mutual(serverFiles)), Set.of("data-collector"));
    UnaryService echo = Echo.service(text -> vertx.timer(Long.parseLong(text)).map("there"));
    server = await(GrpcApiServer.open(vertx, options, List.of(echo)));
    channel =
        await(
            GrpcChannel.open(
                vertx,
                new HostAndPort("127.0.0.1", server.port()),
                Configs.timeout("10s"),
                GrpcChannelOptions.DEFAULTS
                    .withConnectTimeout(Duration.ofSeconds(3))
                    .withTls(Optional.of(authority.mutual(callerFiles)))));
    // The first handshake of a JVM is slow.
    await(say(1).recover(slow -> say(1)).recover(slow -> say(1)));
  }

  @AfterEach
  void closeBoth() throws Exception {
    warnings.close();
    await(channel.close());
    await(server.close(Duration.ZERO));
  }

  @Test
  void callsShouldAllSucceedWhenTheFilesOfBothSidesChange(Vertx vertx) throws Exception {
    // given
    List<Future<Void>> lanes =
        IntStream.range(0, LANES)
            .mapToObj(lane -> again(lane % 2 == 0 ? 1 : LONG_CALL.toMillis()))
            .toList();

    // when
    for (int change = 0; change < 4; change++) {
      X509Bundle next = authority.issue("user-manager");
      TestAuthority.write(next, serverFiles);
      TestAuthority.write(authority.issue("data-collector"), callerFiles);
      assertShows(vertx, next);
      await(vertx.timer(LONG_CALL.toMillis()));
    }
    ends = true;

    // then
    await(Future.all(lanes));
    assertThat(responded).hasValueGreaterThan(LANES * 4);
    assertThat(warnings.lines())
        .allMatch(line -> line.contains("is not the key of") || line.contains("Empty client"));
  }

  @Test
  void callsShouldUseTheNewCertificateWhenTheCallersFilesChange(Vertx vertx) throws Exception {
    // given
    await(say(1));

    // when
    TestAuthority.write(authority.issue("another-service"), callerFiles);

    // then
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Future<String> call = say(1).otherwise(refused -> refused.getCause().getMessage());
    while (await(call).equals("there") && System.nanoTime() < end) {
      await(vertx.timer(20));
      call = say(1).otherwise(refused -> refused.getCause().getMessage());
    }
    assertThat(call.result()).contains("PERMISSION_DENIED");
  }

  @Test
  void serverShouldKeepItsCertificateWithOneWarningWhenTheNewOneIsBroken(Vertx vertx)
      throws Exception {
    // given
    X509Bundle good = authority.issue("user-manager");
    TestAuthority.write(good, serverFiles);
    assertShows(vertx, good);
    int before = warnings.lines().size();

    // when
    TestAuthority.replace(serverFiles.key(), "-----BEGIN PRIVATE KEY-----\nbroken");
    for (int look = 0; look < 100 && warnings.lines().size() == before; look++) {
      await(vertx.timer(20));
    }
    await(vertx.timer(300));

    // then
    assertThat(warnings.lines().subList(before, warnings.lines().size()))
        .singleElement()
        .asString()
        .contains("the changed TLS files are invalid", "KEY must contain an RSA or EC key");
    assertShows(vertx, good);
    assertThat(await(say(1))).isEqualTo("there");
  }

  private void assertShows(Vertx vertx, X509Bundle expected) throws Exception {
    ShownCertificate.awaitSerial(
        vertx, server.port(), authority, expected.getCertificate().getSerialNumber());
  }

  private Future<Void> again(long millis) {
    return ends
        ? Future.succeededFuture()
        : say(millis)
            .onSuccess(there -> responded.incrementAndGet())
            .compose(there -> again(millis));
  }

  private Future<String> say(long millis) {
    return channel
        .call(Echo.CLIENT, StringValue.of(Long.toString(millis)))
        .map(StringValue::getValue);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
