package dev.flightwatch.testkit.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FaultProxyTest {
  private EchoServer server;
  private FaultProxy target;
  private Socket caller;

  @BeforeEach
  void open(Vertx vertx) throws IOException {
    server = new EchoServer(vertx);
    target = new FaultProxy(vertx, server.port()).listen().await();
    caller = connect();
    assertThat(ask(caller, "hello")).isEqualTo("echo hello");
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", target.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static String ask(Socket socket, String text) throws IOException {
    tell(socket, text);
    return hear(socket);
  }

  private static void tell(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> hear(socket)).isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(5_000);
  }

  private static String hear(Socket socket) throws IOException {
    byte[] bytes = new byte[1024];
    int length = socket.getInputStream().read(bytes);
    return length < 0 ? "the end" : new String(bytes, 0, length, UTF_8);
  }

  @Test
  void urlShouldLeadByWayOfTheProxy(Vertx vertx) {
    assertThat(target.url("mongodb://127.0.0.1:" + server.port() + "/"))
        .isEqualTo("mongodb://127.0.0.1:" + target.port() + "/");
    assertThat(FaultProxy.before(vertx, "http://127.0.0.1:1234/a").url("http://127.0.0.1:1234/a"))
        .isEqualTo("http://127.0.0.1:0/a");
  }

  @Test
  void cutShouldResetConnectionsAndRefuseNewOnes() throws IOException {
    // when
    target.cut().await();

    // then
    assertThatThrownBy(() -> hear(caller)).isInstanceOf(SocketException.class);
    assertThat(isRefusedSoon()).isTrue();
    assertThat(target.connections().await()).isZero();
  }

  /** The system may give out a connection that it had begun to accept. */
  private boolean isRefusedSoon() throws IOException {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (Socket accepted = connect()) {
        assertThatThrownBy(() -> hear(accepted)).isInstanceOf(IOException.class);
      } catch (ConnectException refused) {
        return true;
      }
    }
    return false;
  }

  @Test
  void restoreShouldListenWhereItDidWhenCut() throws IOException {
    // given
    int port = target.port();
    target.cut().await();

    // when
    target.restore().await();

    // then
    assertThat(target.port()).isEqualTo(port);
    try (Socket next = connect()) {
      assertThat(ask(next, "again")).isEqualTo("echo again");
    }
  }

  @Test
  void stallShouldAcceptAndPassNothingUntilRestored() throws IOException {
    // when
    target.stall().await();

    // then
    tell(caller, "old");
    assertSilent(caller);
    try (Socket next = connect()) {
      tell(next, "new");
      assertSilent(next);
      assertThat(server.heard).containsExactly("hello");
      target.restore().await();
      assertThat(hear(caller)).isEqualTo("echo old");
      assertThat(hear(next)).isEqualTo("echo new");
    }
  }

  @Test
  void slowShouldDelayBothWays() throws IOException {
    // given
    target.slow(Duration.ofMillis(60)).await();
    long begin = System.nanoTime();

    // when
    String answer = ask(caller, "slowly");

    // then
    assertThat(answer).isEqualTo("echo slowly");
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(115));
  }

  @Test
  void stallShouldHoldWhatWasUnderWayWhenSlow() throws IOException {
    // given
    target.slow(Duration.ofMillis(50)).await();
    tell(caller, "under way");

    // when
    target.stall().await();

    // then
    assertSilent(caller);
    target.restore().await();
    assertThat(hear(caller)).isEqualTo("echo under way");
  }

  @Test
  void loseAnswerShouldLetTheRequestThroughAndResetItsConnectionAlone() throws IOException {
    // given
    Future<Void> lost = target.loseAnswerTo(chunk -> chunk.toString().contains("COMMIT"));
    try (Socket other = connect()) {
      assertThat(ask(other, "select")).isEqualTo("echo select");

      // when
      assertThatThrownBy(() -> ask(caller, "COMMIT")).isInstanceOf(SocketException.class);

      // then
      lost.await();
      assertThat(server.heard).containsExactly("hello", "select", "COMMIT");
      assertThat(ask(other, "COMMIT")).isEqualTo("echo COMMIT");
    }
  }

  @Test
  void loseConnectionsShouldSilenceThoseThereAreAlone() throws IOException {
    // when
    target.loseConnections().await();

    // then
    tell(caller, "old");
    assertSilent(caller);
    try (Socket next = connect()) {
      assertThat(ask(next, "new")).isEqualTo("echo new");
    }
    assertThat(server.heard).containsExactly("hello", "new");
  }

  @Test
  void callerShouldBeTurnedAwayWhenServerIsNotThere(Vertx vertx) throws IOException {
    // given
    FaultProxy toNowhere = new FaultProxy(vertx, 1).listen().await();

    // when
    try (Socket next = new Socket("127.0.0.1", toNowhere.port())) {
      // then
      assertThat(hear(next)).isEqualTo("the end");
    }
  }

  @Test
  void muchShouldPassInOrder() throws IOException {
    // when
    byte[] much = "0123456789".repeat(100_000).getBytes(UTF_8);
    Thread writer =
        new Thread(
            () -> {
              try {
                caller.getOutputStream().write(much);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    writer.start();

    // then
    StringBuilder heard = new StringBuilder();
    while (heard.toString().replace("echo ", "").length() < much.length) {
      heard.append(hear(caller));
    }
    assertThat(heard.toString().replace("echo ", "")).isEqualTo(new String(much, UTF_8));
  }
}
