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

/** Files that change while calls are under way, on both sides. */
@ExtendWith(VertxExtension.class)
class GrpcTlsReloadTest {
  private static final int LANES = 16;
  private static final Duration LONG_CALL = Duration.ofMillis(400);

  @TempDir Path folder;
  private final AtomicInteger answered = new AtomicInteger();
  private final Complaints complaints = new Complaints();
  private TestAuthority authority;
  private TlsFiles.Pair doors;
  private TlsFiles.Pair callers;
  private GrpcApiServer door;
  private GrpcChannel channel;
  private volatile boolean ends;

  @BeforeEach
  void openBoth(Vertx vertx) throws Exception {
    authority = new TestAuthority(folder);
    doors = authority.write(authority.issue("user-manager"));
    callers = authority.write(authority.issue("data-collector"));
    GrpcApiServerOptions options =
        GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0)
            .withTls(Optional.of(authority.mutual(doors)), Set.of("data-collector"));
    UnaryService echo = Echo.service(text -> vertx.timer(Long.parseLong(text)).map("there"));
    door = await(GrpcApiServer.open(vertx, options, List.of(echo)));
    channel =
        await(
            GrpcChannel.open(
                vertx,
                new HostAndPort("127.0.0.1", door.port()),
                Configs.timeout("10s"),
                GrpcChannelOptions.DEFAULTS
                    .withConnectTimeout(Duration.ofSeconds(3))
                    .withTls(Optional.of(authority.mutual(callers)))));
    // The first handshake of a JVM takes its time.
    await(say(1).recover(slow -> say(1)).recover(slow -> say(1)));
  }

  @AfterEach
  void closeBoth() throws Exception {
    complaints.close();
    await(channel.close());
    await(door.close(Duration.ZERO));
  }

  @Test
  void callsShouldAllBeAnsweredWhenTheFilesOfBothSidesChange(Vertx vertx) throws Exception {
    // given
    List<Future<Void>> lanes =
        IntStream.range(0, LANES)
            .mapToObj(lane -> again(lane % 2 == 0 ? 1 : LONG_CALL.toMillis()))
            .toList();

    // when
    for (int change = 0; change < 4; change++) {
      X509Bundle next = authority.issue("user-manager");
      TestAuthority.write(next, doors);
      TestAuthority.write(authority.issue("data-collector"), callers);
      assertShows(vertx, next);
      await(vertx.timer(LONG_CALL.toMillis()));
    }
    ends = true;

    // then
    await(Future.all(lanes));
    assertThat(answered).hasValueGreaterThan(LANES * 4);
    assertThat(complaints.lines())
        .allMatch(line -> line.contains("is not the key of") || line.contains("Empty client"));
  }

  @Test
  void callsShouldGoByTheNewCertificateWhenTheCallersFilesChange(Vertx vertx) throws Exception {
    // given
    await(say(1));

    // when
    TestAuthority.write(authority.issue("somebody-else"), callers);

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
  void doorShouldKeepItsCertificateAndSaySoOnceWhenTheNewOneIsBroken(Vertx vertx) throws Exception {
    // given
    X509Bundle good = authority.issue("user-manager");
    TestAuthority.write(good, doors);
    assertShows(vertx, good);
    int before = complaints.lines().size();

    // when
    TestAuthority.replace(doors.key(), "-----BEGIN PRIVATE KEY-----\nbroken");
    for (int look = 0; look < 100 && complaints.lines().size() == before; look++) {
      await(vertx.timer(20));
    }
    await(vertx.timer(300));

    // then
    assertThat(complaints.lines().subList(before, complaints.lines().size()))
        .singleElement()
        .asString()
        .contains("new TLS files are refused", "KEY holds no RSA or EC key");
    assertShows(vertx, good);
    assertThat(await(say(1))).isEqualTo("there");
  }

  private void assertShows(Vertx vertx, X509Bundle expected) throws Exception {
    ShownCertificate.awaitSerial(
        vertx, door.port(), authority, expected.getCertificate().getSerialNumber());
  }

  private Future<Void> again(long millis) {
    return ends
        ? Future.succeededFuture()
        : say(millis)
            .onSuccess(there -> answered.incrementAndGet())
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
