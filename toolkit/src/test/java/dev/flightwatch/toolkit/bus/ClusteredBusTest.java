package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.cluster.ClusterMember;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two members of a cluster in one process, which communicate as two processes do. */
class ClusteredBusTest {
  record UnregisteredRequest(String text) {}

  private static Vertx here;
  private static Vertx there;

  private static Command<TestRequest, TestReply> command(String address) {
    return new Command<>(address, TestRequest.class, TestReply.class, Duration.ofSeconds(60));
  }

  @BeforeAll
  static void join() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    here = member(port, port);
    there = member(0, port);
  }

  private static Vertx member(int port, int first) throws Exception {
    ClusterMember member =
        ClusterMember.join(
            JsonObject.of("cluster_port", port, "cluster_members", "127.0.0.1:" + first));
    VertxOptions options = new VertxOptions();
    member.confine(options);
    return await(Vertx.builder().with(options).withClusterManager(member).buildClustered());
  }

  @AfterAll
  static void leave() throws Exception {
    await(there.close());
    await(here.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }

  @Test
  void requestShouldPreferTheConsumerInThisProcessAndPassByReference() throws Exception {
    Command<TestRequest, TestReply> command = command("test.command.local");
    AtomicReference<TestRequest> received = new AtomicReference<>();
    TestReply own = new TestReply("own");
    await(Bus.of(there).consume(command, q -> Future.succeededFuture(new TestReply("other"))));
    await(
        Bus.of(here)
            .consume(
                command,
                q -> {
                  received.set(q);
                  return Future.succeededFuture(own);
                }));

    for (int i = 0; i < 4; i++) {
      TestRequest request = new TestRequest("request");
      assertThat(await(Bus.of(here).request(command, request))).isSameAs(own);
      assertThat(received.get()).isSameAs(request);
    }
  }

  @Test
  void requestShouldFailAtOnceWhenAMessageCannotBeReadAndTheNextOneSucceed() throws Exception {
    // given
    Command<TestRequest, TestReply> command = command("test.command.strict");
    Command<UnregisteredRequest, TestReply> unregistered =
        new Command<>(
            command.address(), UnregisteredRequest.class, TestReply.class, command.timeout());
    String large = "x".repeat(RecordCodec.MAX_BYTES);
    await(
        Bus.of(there)
            .consume(
                command,
                q ->
                    Future.succeededFuture(
                        new TestReply(q.text().equals("large") ? large : q.text()))));
    Bus target = Bus.of(here);
    // when
    List<Future<TestReply>> refused =
        List.of(
            target.request(command, new TestRequest(large)),
            target.request(command, new TestRequest("large")),
            target.request(unregistered, new UnregisteredRequest("request")));
    // then
    for (Future<TestReply> reply : refused) {
      assertThat(failure(reply).kind()).isEqualTo(ErrorKind.INTERNAL);
    }
    assertThat(await(target.request(command, new TestRequest("é"))).text()).isEqualTo("é");
  }

  @Test
  void publishShouldReachSubscribersInBothProcessesOnce() throws Exception {
    // given
    BusEvent<TestEvent> type = new BusEvent<>("test.event.published_once", TestEvent.class);
    List<TestEvent> receivedHere = new CopyOnWriteArrayList<>();
    Promise<TestEvent> receivedThere = Promise.promise();
    await(Bus.of(here).subscribe(type, receivedHere::add));
    await(
        Bus.of(there)
            .subscribe(
                type,
                event -> {
                  if (event.number() == 2) {
                    receivedThere.complete(event);
                  }
                }));

    // when
    await(Bus.of(here).publish(type, new TestEvent(1)));

    // then
    assertThat(receivedHere).containsExactly(new TestEvent(1));
    await(Bus.of(here).publish(type, new TestEvent(2)));
    await(receivedThere.future());
    assertThat(receivedHere).containsExactly(new TestEvent(1), new TestEvent(2));
  }
}
