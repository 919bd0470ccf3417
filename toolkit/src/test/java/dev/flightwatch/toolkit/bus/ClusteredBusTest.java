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
  void requestShouldCarryBothRecordsToAnotherProcess() throws Exception {
    Command<TestRequest, TestReply> command = command("test.command.remote");
    await(
        Bus.of(there)
            .consume(command, q -> Future.succeededFuture(new TestReply(q.text() + ", reply"))));

    assertThat(await(Bus.of(here).request(command, new TestRequest("é"))))
        .isEqualTo(new TestReply("é, reply"));
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
  void failureShouldReachAnotherProcess() throws Exception {
    Command<TestRequest, TestReply> command = command("test.command.failing");
    await(
        Bus.of(there)
            .consume(
                command, q -> Future.failedFuture(ServiceException.invalid("text", "is bad"))));

    ServiceException failure = failure(Bus.of(here).request(command, new TestRequest("request")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(failure.fields().get(0).field()).isEqualTo("text");
  }

  @Test
  void requestShouldFailAtOnceWhenItIsTooLargeAndTheNextOneSucceed() throws Exception {
    Command<TestRequest, TestReply> command = command("test.request.large");
    await(Bus.of(there).consume(command, q -> Future.succeededFuture(new TestReply("here"))));
    TestRequest large = new TestRequest("x".repeat(RecordCodec.MAX_BYTES));

    assertThat(failure(Bus.of(here).request(command, large)).kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(await(Bus.of(here).request(command, new TestRequest("small"))).text())
        .isEqualTo("here");
  }

  @Test
  void requestShouldFailAtOnceWhenTheReplyIsTooLarge() throws Exception {
    Command<TestRequest, TestReply> command = command("test.reply.large");
    await(
        Bus.of(there)
            .consume(
                command,
                q -> Future.succeededFuture(new TestReply("x".repeat(RecordCodec.MAX_BYTES)))));

    assertThat(failure(Bus.of(here).request(command, new TestRequest("request"))).kind())
        .isEqualTo(ErrorKind.INTERNAL);
  }

  @Test
  void requestShouldFailAtOnceWhenTheConsumerDoesNotKnowItsType() throws Exception {
    Command<TestRequest, TestReply> command = command("test.command.unregistered");
    Command<UnregisteredRequest, TestReply> unregistered =
        new Command<>(
            command.address(), UnregisteredRequest.class, TestReply.class, command.timeout());
    await(Bus.of(there).consume(command, q -> Future.succeededFuture(new TestReply("here"))));

    assertThat(
            failure(Bus.of(here).request(unregistered, new UnregisteredRequest("request"))).kind())
        .isEqualTo(ErrorKind.INTERNAL);
    assertThat(await(Bus.of(here).request(command, new TestRequest("request"))).text())
        .isEqualTo("here");
  }

  @Test
  void publishShouldReachSubscribersInBothProcesses() throws Exception {
    BusEvent<TestEvent> type = new BusEvent<>("test.event.published", TestEvent.class);
    Promise<TestEvent> receivedHere = Promise.promise();
    Promise<TestEvent> receivedThere = Promise.promise();
    await(Bus.of(here).subscribe(type, receivedHere::complete));
    await(Bus.of(there).subscribe(type, receivedThere::complete));

    Bus.of(here).publish(type, new TestEvent(7));

    assertThat(await(receivedHere.future())).isEqualTo(new TestEvent(7));
    assertThat(await(receivedThere.future())).isEqualTo(new TestEvent(7));
  }

  @Test
  void publishShouldReachSubscribersInThisProcessOnce() throws Exception {
    // given
    BusEvent<TestEvent> type = new BusEvent<>("test.event.published_once", TestEvent.class);
    List<TestEvent> receivedHere = new CopyOnWriteArrayList<>();
    Promise<Void> receivedThere = Promise.promise();
    await(Bus.of(here).subscribe(type, receivedHere::add));
    await(
        Bus.of(there)
            .subscribe(
                type,
                event -> {
                  if (event.number() == 2) {
                    receivedThere.complete();
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
