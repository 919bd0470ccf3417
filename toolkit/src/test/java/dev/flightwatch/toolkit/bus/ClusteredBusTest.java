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

/** Two members of a cluster in one process, which talk as two processes do. */
class ClusteredBusTest {
  record Question(String text) {}

  record Answer(String text) {}

  record Stranger(String text) {}

  record Fact(int number) {}

  private static Vertx here;
  private static Vertx there;

  private static Command<Question, Answer> command(String address) {
    return new Command<>(address, Question.class, Answer.class, Duration.ofSeconds(60));
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
  void askShouldCarryBothRecordsToAnotherProcess() throws Exception {
    Command<Question, Answer> ask = command("test.far.ask");
    await(
        Bus.of(there)
            .consume(ask, q -> Future.succeededFuture(new Answer(q.text() + ", because"))));

    assertThat(await(Bus.of(here).request(ask, new Question("é"))))
        .isEqualTo(new Answer("é, because"));
  }

  @Test
  void askShouldPreferTheOwnerInThisProcessAndPassByReference() throws Exception {
    Command<Question, Answer> ask = command("test.near.ask");
    AtomicReference<Question> asked = new AtomicReference<>();
    Answer own = new Answer("own");
    await(Bus.of(there).consume(ask, q -> Future.succeededFuture(new Answer("other"))));
    await(
        Bus.of(here)
            .consume(
                ask,
                q -> {
                  asked.set(q);
                  return Future.succeededFuture(own);
                }));

    for (int i = 0; i < 4; i++) {
      Question question = new Question("why");
      assertThat(await(Bus.of(here).request(ask, question))).isSameAs(own);
      assertThat(asked.get()).isSameAs(question);
    }
  }

  @Test
  void failureShouldCrossToAnotherProcess() throws Exception {
    Command<Question, Answer> ask = command("test.failure.ask");
    await(
        Bus.of(there)
            .consume(ask, q -> Future.failedFuture(ServiceException.invalid("text", "is bad"))));

    ServiceException failure = failure(Bus.of(here).request(ask, new Question("why")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(failure.fields().get(0).field()).isEqualTo("text");
  }

  @Test
  void tooLargeAQuestionShouldBeRefusedAtOnceAndNotTheNextOne() throws Exception {
    Command<Question, Answer> ask = command("test.large.question");
    await(Bus.of(there).consume(ask, q -> Future.succeededFuture(new Answer("here"))));
    Question large = new Question("x".repeat(RecordCodec.MAX_BYTES));

    assertThat(failure(Bus.of(here).request(ask, large)).kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(await(Bus.of(here).request(ask, new Question("small"))).text()).isEqualTo("here");
  }

  @Test
  void tooLargeAnAnswerShouldFailAtOnce() throws Exception {
    Command<Question, Answer> ask = command("test.large.answer");
    await(
        Bus.of(there)
            .consume(
                ask, q -> Future.succeededFuture(new Answer("x".repeat(RecordCodec.MAX_BYTES)))));

    assertThat(failure(Bus.of(here).request(ask, new Question("why"))).kind())
        .isEqualTo(ErrorKind.INTERNAL);
  }

  @Test
  void questionThatTheOwnerDoesNotKnowShouldBeRefusedAtOnce() throws Exception {
    Command<Question, Answer> ask = command("test.stranger.ask");
    Command<Stranger, Answer> strange =
        new Command<>(ask.address(), Stranger.class, Answer.class, ask.timeout());
    await(Bus.of(there).consume(ask, q -> Future.succeededFuture(new Answer("here"))));

    assertThat(failure(Bus.of(here).request(strange, new Stranger("let me in"))).kind())
        .isEqualTo(ErrorKind.INTERNAL);
    assertThat(await(Bus.of(here).request(ask, new Question("why"))).text()).isEqualTo("here");
  }

  @Test
  void publishShouldReachBothProcesses() throws Exception {
    BusEvent<Fact> facts = new BusEvent<>("test.fact.seen", Fact.class);
    Promise<Fact> heardHere = Promise.promise();
    Promise<Fact> heardThere = Promise.promise();
    await(Bus.of(here).subscribe(facts, heardHere::complete));
    await(Bus.of(there).subscribe(facts, heardThere::complete));

    Bus.of(here).publish(facts, new Fact(7));

    assertThat(await(heardHere.future())).isEqualTo(new Fact(7));
    assertThat(await(heardThere.future())).isEqualTo(new Fact(7));
  }

  @Test
  void publishShouldBeHeardOnceWhereItIsPublished() throws Exception {
    // given
    BusEvent<Fact> facts = new BusEvent<>("test.fact.once", Fact.class);
    List<Fact> heardHere = new CopyOnWriteArrayList<>();
    Promise<Void> heardThere = Promise.promise();
    await(Bus.of(here).subscribe(facts, heardHere::add));
    await(
        Bus.of(there)
            .subscribe(
                facts,
                fact -> {
                  if (fact.number() == 2) {
                    heardThere.complete();
                  }
                }));

    // when
    await(Bus.of(here).publish(facts, new Fact(1)));

    // then
    assertThat(heardHere).containsExactly(new Fact(1));
    await(Bus.of(here).publish(facts, new Fact(2)));
    await(heardThere.future());
    assertThat(heardHere).containsExactly(new Fact(1), new Fact(2));
  }
}
