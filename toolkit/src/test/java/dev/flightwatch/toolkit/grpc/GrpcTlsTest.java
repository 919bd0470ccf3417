package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.tls.ShownCertificate;
import dev.flightwatch.toolkit.tls.TestAuthority;
import dev.flightwatch.toolkit.tls.TlsFiles;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of the server and of its callers, and changes of their files. */
@ExtendWith(VertxExtension.class)
class GrpcTlsTest {
  private static final Set<String> ALLOWED = Set.of("Data-Collector");
  private static final int LANES = 16;
  private static final long LONG_CALL_MILLIS = 400;

  @TempDir Path folder;
  private final AtomicInteger served = new AtomicInteger();
  private final LoggedWarnings warnings = new LoggedWarnings();
  private Vertx vertx;
  private TestAuthority authority;
  private TestAuthority other;
  private TlsFiles.CertificateAndKey serverFiles;
  private TlsFiles.CertificateAndKey callerFiles;
  private GrpcApiServer server;
  private GrpcChannel channel;
  private volatile boolean ends;

  @BeforeEach
  void makeAuthorities(Vertx vertx) throws Exception {
    this.vertx = vertx;
    authority = new TestAuthority(folder);
    other = new TestAuthority(folder);
    serverFiles = authority.write(authority.issue("user-manager"));
    callerFiles = authority.write(authority.issue("data-collector"));
  }

  @AfterEach
  void stopWatchingTheLog() {
    warnings.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mutual, another name, PERMISSION_DENIED, refused a call of [another-service]",
    "mutual, none, UNAVAILABLE, Empty client certificate chain",
    "mutual, another authority, UNAVAILABLE, TLS handshake with a client failed",
    "mutual, plain, UNAVAILABLE, the peer uses plain text",
    "plain, none, UNAVAILABLE, fail: the peer uses plain text",
    "plain and names, plain, UNAUTHENTICATED, refused a call of []",
    "mutual and secret, right, UNAUTHENTICATED, it sent no PEER_SECRET",
    "mutual and secret, another name, PERMISSION_DENIED, GRPC_TLS_ALLOWED_CALLERS has no such name",
    "elsewhere, none, UNAVAILABLE, fail: No subject alternative names",
    "of another authority, none, UNAVAILABLE, certificate_unknown",
  })
  void callShouldBeRefusedAndTheReasonLogged(
      String listener, String caller, String status, String logged) throws Exception {
    // given
    open(listener);
    call(caller);

    // when
    ServiceException failure = catchThrowableOfType(ServiceException.class, () -> await(say(1)));

    // then
    assertThat(failure.getMessage()).contains(status);
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(served).hasValue(0);
    assertThat(warnings.lines()).anyMatch(line -> line.contains(logged));
  }

  @Test
  void callShouldBeServedOnlyWhenGrpcJavaHasTheRightCertificate() throws Exception {
    // given
    open("mutual");

    // then
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), callerFiles)) {
      assertThat(caller.say("1")).isEqualTo("there");
    }
    X509Bundle expired = authority.issueExpired("data-collector");
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), authority.write(expired))) {
      assertThatThrownBy(() -> caller.say("1")).hasMessageContaining("UNAVAILABLE");
    }
  }

  @Test
  void healthShouldBeRefusedWhenTheNameIsNotAllowed() throws Exception {
    // given
    open("mutual");
    X509Bundle name = authority.issue("another-service");

    // when
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), authority.write(name))) {
      StatusRuntimeException failure =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  HealthGrpc.newBlockingStub(caller.channel())
                      .check(HealthCheckRequest.getDefaultInstance()));

      // then
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void callsShouldAllSucceedWhenTheFilesOfBothSidesChange() throws Exception {
    // given
    openBoth();
    List<Future<Void>> lanes =
        IntStream.range(0, LANES)
            .mapToObj(lane -> again(lane % 2 == 0 ? 1 : LONG_CALL_MILLIS))
            .toList();

    // when
    for (int change = 0; change < 4; change++) {
      X509Bundle next = authority.issue("user-manager");
      TestAuthority.write(next, serverFiles);
      TestAuthority.write(authority.issue("data-collector"), callerFiles);
      assertShows(next);
      await(vertx.timer(LONG_CALL_MILLIS));
    }
    ends = true;

    // then
    await(Future.all(lanes));
    assertThat(served).hasValueGreaterThan(LANES * 4);
    assertThat(warnings.lines())
        .allMatch(line -> line.contains("is not the key of") || line.contains("Empty client"));
  }

  @Test
  void callsShouldUseTheNewCertificateWhenTheCallersFilesChange() throws Exception {
    // given
    openBoth();

    // when
    TestAuthority.write(authority.issue("another-service"), callerFiles);

    // then
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    String result = "there";
    while (result.equals("there") && System.nanoTime() < end) {
      await(vertx.timer(20));
      result = await(say(1).otherwise(Throwable::getMessage));
    }
    assertThat(result).contains("PERMISSION_DENIED");
  }

  @Test
  void serverShouldKeepItsCertificateWithOneWarningWhenTheNewOneIsBroken() throws Exception {
    // given
    openBoth();
    X509Bundle good = authority.issue("user-manager");
    TestAuthority.write(good, serverFiles);
    assertShows(good);
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
        .contains("the changed TLS files are invalid");
    assertShows(good);
    assertThat(await(say(1))).isEqualTo("there");
  }

  private void assertShows(X509Bundle expected) throws Exception {
    ShownCertificate.awaitSerial(
        vertx, server.port(), authority, expected.getCertificate().getSerialNumber());
  }

  private Future<Void> again(long millis) {
    return ends ? Future.succeededFuture() : say(millis).compose(there -> again(millis));
  }

  private void openBoth() throws Exception {
    open("mutual");
    call("right");
    // The first handshake of a JVM is slow.
    await(say(1).recover(slow -> say(1)).recover(slow -> say(1)));
  }

  private void open(String kind) throws Exception {
    Optional<TlsFiles> files =
        switch (kind) {
          case "mutual", "mutual and secret" -> Optional.of(authority.mutual(serverFiles));
          case "elsewhere" ->
              Optional.of(authority.listener(authority.write(authority.issueElsewhere("any"))));
          case "of another authority" ->
              Optional.of(other.listener(other.write(other.issue("any"))));
          default -> Optional.empty();
        };
    Set<String> callers = kind.startsWith("mutual") || kind.endsWith("names") ? ALLOWED : Set.of();
    Optional<PeerSecret> secret =
        Optional.of("the-peers-secret").filter(s -> kind.endsWith("secret")).map(PeerSecret::parse);
    server =
        Echo.open(
            vertx,
            new GrpcApiServerOptions(
                "test grpc", "127.0.0.1", 0, GrpcServerLimits.of(100), files, callers, secret),
            this::respond);
  }

  private Future<String> respond(String millis) {
    served.incrementAndGet();
    return vertx.timer(Long.parseLong(millis)).map("there");
  }

  private void call(String kind) throws Exception {
    TlsFiles.CertificateAndKey files =
        switch (kind) {
          case "another name" -> authority.write(authority.issue("another-service"));
          case "another authority" -> other.write(other.issue("data-collector"));
          default -> callerFiles;
        };
    Optional<TlsFiles> tls =
        switch (kind) {
          case "plain" -> Optional.empty();
          case "none" -> Optional.of(authority.client());
          default -> Optional.of(authority.mutual(files));
        };
    HostAndPort peer = new HostAndPort("127.0.0.1", server.port());
    ServiceConfig config = Echo.retrying("10s", 2, "0.1s", "0.1s");
    channel = await(GrpcChannel.open(vertx, peer, config, tls, Optional.empty()));
  }

  private Future<String> say(long millis) {
    return Echo.say(channel, Long.toString(millis));
  }
}
