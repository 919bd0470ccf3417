package dev.flightwatch.testkit.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FaultProxyTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private NetServer server;
  private FaultProxy target;
  private Socket client;

  @BeforeEach
  void open(Vertx vertx) throws IOException {
    server = vertx.createNetServer().connectHandler(this::echo).listen(0, "127.0.0.1").await();
    target = new FaultProxy(vertx, server.actualPort()).listen().await();
    client = connect();
    assertThat(exchange(client, "hello")).isEqualTo("echo hello");
  }

  private void echo(NetSocket socket) {
    socket
        .exceptionHandler(reset -> {})
        .handler(
            chunk -> {
              received.add(chunk.toString());
              socket.write("echo " + chunk);
            });
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", target.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static String exchange(Socket socket, String text) throws IOException {
    send(socket, text);
    return receive(socket);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    assertThatThrownBy(() -> receive(socket)).isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(5_000);
  }

  private static String receive(Socket socket) throws IOException {
    byte[] bytes = new byte[1024];
    int length = socket.getInputStream().read(bytes);
    return length < 0 ? "end of stream" : new String(bytes, 0, length, UTF_8);
  }

  @Test
  void urlShouldHaveThePortOfTheProxy() {
    assertThat(target.url("mongodb://127.0.0.1:" + server.actualPort() + "/"))
        .isEqualTo("mongodb://127.0.0.1:" + target.port() + "/");
  }

  @Test
  void disconnectShouldResetConnectionsAndRefuseNewOnes() throws IOException {
    // when
    target.disconnect().await();

    // then
    assertThatThrownBy(() -> receive(client)).isInstanceOf(SocketException.class);
    assertThat(isRefusedSoon()).isTrue();
  }

  /** The operating system may still complete a connection that it began to accept. */
  private boolean isRefusedSoon() throws IOException {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (Socket accepted = connect()) {
        assertThatThrownBy(() -> receive(accepted)).isInstanceOf(IOException.class);
      } catch (ConnectException refused) {
        return true;
      }
    }
    return false;
  }

  @Test
  void restoreShouldListenOnTheSamePortWhenDisconnected() throws IOException {
    // given
    int port = target.port();
    target.disconnect().await();

    // when
    target.restore().await();

    // then
    assertThat(target.port()).isEqualTo(port);
    try (Socket next = connect()) {
      assertThat(exchange(next, "again")).isEqualTo("echo again");
    }
  }

  @Test
  void stallShouldAcceptAndForwardNothingUntilRestored() throws IOException {
    // when
    target.stall().await();

    // then
    send(client, "old");
    assertSilent(client);
    try (Socket next = connect()) {
      send(next, "new");
      assertSilent(next);
      assertThat(received).containsExactly("hello");
      target.restore().await();
      assertThat(receive(client)).isEqualTo("echo old");
      assertThat(receive(next)).isEqualTo("echo new");
    }
  }

  @Test
  void loseResponseToShouldForwardTheRequestAndResetOnlyItsConnection() throws IOException {
    // given
    Future<Void> lost = target.loseResponseTo(chunk -> chunk.toString().contains("COMMIT"));
    try (Socket other = connect()) {
      assertThat(exchange(other, "select")).isEqualTo("echo select");

      // when
      assertThatThrownBy(() -> exchange(client, "COMMIT")).isInstanceOf(SocketException.class);

      // then
      lost.await();
      assertThat(received).containsExactly("hello", "select", "COMMIT");
      assertThat(exchange(other, "COMMIT")).isEqualTo("echo COMMIT");
    }
  }

  @Test
  void loseConnectionsShouldAffectExistingConnectionsOnly() throws IOException {
    // when
    target.loseConnections().await();

    // then
    send(client, "old");
    assertSilent(client);
    try (Socket next = connect()) {
      assertThat(exchange(next, "new")).isEqualTo("echo new");
    }
    assertThat(received).containsExactly("hello", "new");
  }

  @Test
  void connectionShouldBeClosedWhenTheServerIsUnreachable(Vertx vertx) throws IOException {
    // given
    FaultProxy withoutServer = new FaultProxy(vertx, 1).listen().await();

    // when
    try (Socket next = new Socket("127.0.0.1", withoutServer.port())) {
      // then
      assertThat(receive(next)).isEqualTo("end of stream");
    }
  }

  @Test
  void largeDataShouldBeForwardedInOrder() throws IOException {
    // when
    String large = "0123456789".repeat(100_000);
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> assertThatCode(() -> send(client, large)).doesNotThrowAnyException());

    // then
    StringBuilder text = new StringBuilder();
    while (text.toString().replace("echo ", "").length() < large.length()) {
      text.append(receive(client));
    }
    assertThat(text.toString().replace("echo ", "")).isEqualTo(large);
    written.join();
  }
}
