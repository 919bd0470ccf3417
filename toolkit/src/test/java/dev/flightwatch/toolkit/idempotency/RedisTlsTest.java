package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.EmbeddedRedis;
import dev.flightwatch.toolkit.tls.PemFile;
import dev.flightwatch.toolkit.tls.TestAuthority;
import dev.flightwatch.toolkit.tls.TlsFiles;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs a Redis server without TLS behind a proxy that terminates TLS. */
@ExtendWith(VertxExtension.class)
class RedisTlsTest {
  @TempDir Path folder;
  private Vertx vertx;
  private EmbeddedRedis redis;
  private TestAuthority authority;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    redis = new EmbeddedRedis();
    authority = new TestAuthority(folder);
  }

  @AfterEach
  void stop() throws Exception {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "rediss, right, true, true",
    "rediss, right, false, false",
    "rediss, elsewhere, true, false",
    "rediss, plain, true, false",
    "redis, right, true, false",
  })
  void pingShouldSucceedOnlyWhenTheCertificateIsRightAndTrusted(
      String scheme, String certificate, boolean trusted, boolean expected) throws Exception {
    // given
    int port =
        switch (certificate) {
          case "plain" -> redis.port();
          case "right" -> proxy(authority.issue("redis"));
          default -> proxy(authority.issueElsewhere("redis"));
        };

    // when
    TestAuthority known = trusted ? authority : new TestAuthority(folder);

    // then
    assertThat(responds(scheme, port, known.file())).isEqualTo(expected);
  }

  private int proxy(X509Bundle bundle) throws Exception {
    TlsFiles.CertificateAndKey own = authority.write(bundle);
    PemKeyCertOptions pems =
        new PemKeyCertOptions()
            .addCertPath(own.certificate().path().toString())
            .addKeyPath(own.key().path().toString());
    NetServer server =
        vertx.createNetServer(
            new NetServerOptions().setSsl(true).setKeyCertOptions(pems).setHost("127.0.0.1"));
    server.connectHandler(this::forward).exceptionHandler(rejected -> {});
    return server.listen(0, "127.0.0.1").await(30, TimeUnit.SECONDS).actualPort();
  }

  private void forward(NetSocket caller) {
    caller.pause();
    vertx
        .createNetClient()
        .connect(redis.port(), "127.0.0.1")
        .onSuccess(
            there -> {
              caller.pipeTo(there);
              there.pipeTo(caller);
            });
  }

  /** Tries twice, because the first handshake of a JVM may take longer than the timeout. */
  private boolean responds(String scheme, int port, PemFile ca) throws Exception {
    RedisIdempotencyStore store =
        new RedisIdempotencyStore(
            vertx,
            new RedisStoreOptions(
                new RedisAddress(URI.create(scheme + "://:p+w%25@127.0.0.1:" + port)),
                "test:",
                Duration.ofSeconds(4),
                Optional.of(ca.path())),
            Duration.ofSeconds(10));
    Future<Boolean> responds =
        store.ping().recover(slow -> store.ping()).map(true).otherwise(false);
    return responds.await(30, TimeUnit.SECONDS);
  }
}
