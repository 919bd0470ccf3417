package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of the server and of the channel, and the callers that are allowed. */
@ExtendWith(VertxExtension.class)
class GrpcTlsTest {
  private static final Set<String> ALLOWED = Set.of("data-collector");

  @TempDir Path folder;
  private final AtomicInteger served = new AtomicInteger();
  private final LoggedWarnings warnings = new LoggedWarnings();
  private TestAuthority authority;
  private GrpcApiServer server;
  private GrpcChannel channel;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new TestAuthority(folder);
  }

  @AfterEach
  void closeBoth() throws Exception {
    warnings.close();
    if (channel != null) {
      await(channel.close());
    }
    if (server != null) {
      await(server.close(Duration.ZERO));
    }
  }

  @Test
  void callShouldBeServedWhenTheCallerIsAllowed(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);

    // when
    call(vertx, Optional.of(authority.mutual(authority.write(authority.issue("data-collector")))));

    // then
    assertThat(await(say())).isEqualTo("there");
    assertThat(warnings.lines()).isEmpty();
  }

  @Test
  void callShouldBeRefusedWhenTheNameIsNotAllowed(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    call(vertx, Optional.of(authority.mutual(authority.write(authority.issue("another-service")))));

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.getCause()).hasMessageContaining("PERMISSION_DENIED");
    assertThat(served).hasValue(0);
    assertThat(warnings.lines())
        .anyMatch(line -> line.contains("refused a call of [another-service]"))
        .anyMatch(line -> line.contains("GRPC_TLS_ALLOWED_CALLERS must contain a name of this"));
  }

  @Test
  void callShouldBeRefusedWhenTheCallerHasNoCertificate(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    call(vertx, Optional.of(authority.client()));

    // then
    assertRefused(
        "Empty client certificate chain",
        "If it requires a certificate, GRPC_TLS_CERTIFICATE must be");
  }

  @Test
  void callShouldBeRefusedWhenTheCertificateIsOfAnotherAuthority(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    TestAuthority other = new TestAuthority(folder);
    TlsFiles.CertificateAndKey pair = other.write(other.issue("data-collector"));
    call(vertx, Optional.of(authority.mutual(pair)));

    // then
    assertRefused("must be issued by its GRPC_TLS_CLIENT_CA");
  }

  @Test
  void callShouldBeRefusedWhenTheCertificateHasExpired(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    X509Bundle expired = authority.issueExpired("data-collector");

    // when
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), authority.write(expired))) {
      assertThatThrownBy(() -> caller.say("hello"))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("UNAVAILABLE");
    }

    // then
    assertThat(served).hasValue(0);
    assertThat(warnings.lines())
        .anyMatch(line -> line.contains("the TLS handshake with a client failed"));
  }

  @Test
  void callShouldBeServedWhenGrpcJavaHasTheRightCertificate(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    X509Bundle right = authority.issue("Data-Collector");

    // when
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), authority.write(right))) {
      // then
      assertThat(caller.say("hello")).isEqualTo("there");
    }
  }

  @Test
  void healthAndReflectionShouldBeRefusedWhenTheNameIsNotAllowed(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    X509Bundle other = authority.issue("another-service");

    // when
    try (GrpcJavaCaller caller =
        new GrpcJavaCaller(server.port(), authority.file().path(), authority.write(other))) {
      // then
      assertThatThrownBy(
              () ->
                  HealthGrpc.newBlockingStub(caller.channel())
                      .check(HealthCheckRequest.getDefaultInstance()))
          .hasMessageContaining("PERMISSION_DENIED");
      assertThat(new ReflectionStream(caller).failure().getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void callShouldFailWhenOnlyTheServerUsesTls(Vertx vertx) throws Exception {
    // given
    openMutual(vertx);
    call(vertx, Optional.empty());

    // then
    assertRefused("the peer uses plain text", "If it uses TLS, set GRPC_TLS_CA");
  }

  @Test
  void callShouldFailWhenOnlyTheCallerUsesTls(Vertx vertx) throws Exception {
    // given
    open(vertx, Optional.empty(), Set.of());
    call(vertx, Optional.of(authority.client()));

    // then
    assertRefused("TLS failed (the peer uses plain text)");
  }

  @Test
  void callShouldFailWhenTheServersCertificateIsForAnotherName(Vertx vertx) throws Exception {
    // given
    X509Bundle elsewhere = authority.issueElsewhere("elsewhere");
    open(vertx, Optional.of(authority.listener(authority.write(elsewhere))), Set.of());
    call(vertx, Optional.of(authority.client()));

    // then
    assertRefused("No subject alternative names", "for the name in its address");
  }

  @Test
  void callShouldFailWhenTheServersCertificateIsOfAnotherAuthority(Vertx vertx) throws Exception {
    // given
    TestAuthority other = new TestAuthority(folder);
    open(vertx, Optional.of(other.listener(other.write(other.issue("any")))), Set.of());
    call(vertx, Optional.of(authority.client()));

    // then
    assertRefused("certificate must be issued by GRPC_TLS_CA");
  }

  @Test
  void callShouldBeUnauthenticatedWhenNamesAreRequiredAndTheServerUsesNoTls(Vertx vertx)
      throws Exception {
    // given
    open(vertx, Optional.empty(), ALLOWED);
    call(vertx, Optional.empty());

    // when
    ServiceException failure = failure(say());

    // then
    assertThat(failure.getCause()).hasMessageContaining("UNAUTHENTICATED");
    assertThat(served).hasValue(0);
  }

  private void assertRefused(String... words) {
    ServiceException failure = failure(say());
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(served).hasValue(0);
    for (String part : words) {
      assertThat(warnings.lines()).anyMatch(line -> line.contains(part));
    }
  }

  private void openMutual(Vertx vertx) throws Exception {
    TlsFiles.CertificateAndKey own = authority.write(authority.issue("user-manager"));
    open(vertx, Optional.of(authority.mutual(own)), ALLOWED);
  }

  private void open(Vertx vertx, Optional<TlsFiles> files, Set<String> callers) throws Exception {
    GrpcApiServerOptions options = GrpcApiServerOptions.of("test grpc", "127.0.0.1", 0);
    UnaryService echo =
        Echo.service(
            text -> {
              served.incrementAndGet();
              return Future.succeededFuture("there");
            });
    server = await(GrpcApiServer.open(vertx, options.withTls(files, callers), List.of(echo)));
  }

  private void call(Vertx vertx, Optional<TlsFiles> files) throws Exception {
    channel =
        await(
            GrpcChannel.open(
                vertx,
                new HostAndPort("127.0.0.1", server.port()),
                Configs.retrying("5s", 2, "0.1s", "0.1s"),
                GrpcChannelOptions.DEFAULTS.withTls(files)));
  }

  private Future<String> say() {
    return channel.call(Echo.CLIENT, StringValue.of("hello")).map(StringValue::getValue);
  }

  private static ServiceException failure(Future<String> response) {
    return catchThrowableOfType(ServiceException.class, () -> await(response));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
