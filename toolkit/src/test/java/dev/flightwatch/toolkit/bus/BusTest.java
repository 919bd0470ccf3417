package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class BusTest {
  record Question(String text) {}

  record Answer(String text) {}

  record Fact(int number) {}

  private static final Command<Question, Answer> ASK =
      new Command<>("test.question.ask", Question.class, Answer.class, Duration.ofSeconds(10));
  private static final BusEvent<Fact> FACTS = new BusEvent<>("test.fact.seen", Fact.class);

  private Vertx vertx;
  private Bus target;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    target = Bus.of(vertx);
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }

  @Test
  void ofShouldGiveOneBusForOneVertx() throws TimeoutException {
    Vertx other = Vertx.vertx();

    assertThat(Bus.of(vertx)).isSameAs(target);
    assertThat(Bus.of(other)).isNotSameAs(target);

    await(other.close());
  }

  @Test
  void commandsShouldBeTimedByWhatCameOfThem() throws TimeoutException {
    // given
    Command<Question, Answer> nobodys =
        new Command<>("test.nobody.ask", Question.class, Answer.class, Duration.ofSeconds(10));
    await(
        target.consume(
            ASK,
            question ->
                question.text().equals("bad")
                    ? Future.failedFuture(ServiceException.invalid("text", "must be good"))
                    : Future.succeededFuture(new Answer("because"))));

    // when
    await(target.request(ASK, new Question("why")));
    failure(target.request(ASK, new Question("bad")));
    failure(target.request(nobodys, new Question("why")));

    // then
    String name = "service_bus_command_seconds_count{command=\"%s\",outcome=\"%s\"} 1";
    assertThat(Meters.of(vertx).text().lines())
        .contains(
            name.formatted("test.question.ask", "ok"),
            name.formatted("test.question.ask", "invalid"),
            name.formatted("test.nobody.ask", "unavailable"));
  }

  @Test
  void askShouldPassBothRecordsByReference() throws TimeoutException {
    Question question = new Question("why");
    Answer answer = new Answer("because");
    AtomicReference<Question> asked = new AtomicReference<>();
    await(
        target.consume(
            ASK,
            q -> {
              asked.set(q);
              return Future.succeededFuture(answer);
            }));

    assertThat(await(target.request(ASK, question))).isSameAs(answer);
    assertThat(asked.get()).isSameAs(question);
  }

  @Test
  void askShouldFailWithUnavailableWhenThereIsNoOwner() {
    ServiceException failure = failure(target.request(ASK, new Question("why")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("owner_away");
    assertThat(failure.getMessage()).doesNotContain(ASK.address());
  }

  @Test
  void askShouldFailWithUnavailableWhenTheOwnerWasUndeployed() throws TimeoutException {
    VerticleBase owner =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return target.consume(ASK, q -> Future.succeededFuture(new Answer("here")));
          }
        };
    String id = await(vertx.deployVerticle(owner));
    assertThat(await(target.request(ASK, new Question("why"))).text()).isEqualTo("here");

    await(vertx.undeploy(id));

    assertThat(failure(target.request(ASK, new Question("why"))).kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void askShouldFailWithTimeoutWhenTheOwnerIsLate() throws TimeoutException {
    Command<Question, Answer> hasty =
        new Command<>("test.question.hasty", Question.class, Answer.class, Duration.ofMillis(20));
    Promise<Answer> late = Promise.promise();
    await(target.consume(hasty, q -> late.future()));

    ServiceException failure = failure(target.request(hasty, new Question("why")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure.code()).isEqualTo("no_answer_in_time");
    assertThat(failure.getMessage()).doesNotContain(hasty.address());
    late.complete(new Answer("too late"));
  }

  @Test
  void publishShouldReachAllWhoListenByReference() throws Exception {
    Fact fact = new Fact(1);
    Promise<Fact> first = Promise.promise();
    Promise<Fact> second = Promise.promise();
    await(target.subscribe(FACTS, first::complete));
    await(target.subscribe(FACTS, second::complete));

    target.publish(FACTS, fact);

    assertThat(await(first.future())).isSameAs(fact);
    assertThat(await(second.future())).isSameAs(fact);
  }

  @Test
  void listenShouldSayThatTheListenerFailedAndGoOn() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Subscription.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.addAppender(logged);
    List<Fact> seen = new ArrayList<>();
    Promise<List<Fact>> both = Promise.promise();
    await(
        target.subscribe(
            FACTS,
            fact -> {
              seen.add(fact);
              if (seen.size() == 2) {
                both.complete(seen);
              }
              throw new IllegalStateException("the listener is at fault");
            }));

    target.publish(FACTS, new Fact(1));
    target.publish(FACTS, new Fact(2));

    assertThat(await(both.future())).containsExactly(new Fact(1), new Fact(2));
    logger.detachAppender(logged);
    assertThat(logged.list.get(0).getFormattedMessage())
        .isEqualTo("A listener of test.fact.seen failed");
  }

  @Test
  void publishShouldBeCompleteOnlyWhenAllHaveHeard() throws Exception {
    // given
    CountDownLatch held = new CountDownLatch(1);
    List<String> heard = new CopyOnWriteArrayList<>();
    deployListener(fact -> heard.add("quick"));
    deployListener(
        fact -> {
          assertThat(catchThrowable(() -> held.await(10, TimeUnit.SECONDS))).isNull();
          heard.add("slow");
        });

    // when
    Future<List<String>> heardThen =
        target.publish(FACTS, new Fact(1)).map(published -> List.copyOf(heard));
    await(vertx.timer(20));

    // then
    assertThat(heardThen.isComplete()).isFalse();
    held.countDown();
    assertThat(await(heardThen)).containsExactlyInAnyOrder("quick", "slow");
  }

  private String deployListener(Consumer<Fact> listener) throws TimeoutException {
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return target.subscribe(FACTS, listener);
          }
        };
    return await(vertx.deployVerticle(verticle));
  }

  @Test
  void publishShouldBeCompleteWhenNobodyListens() throws Exception {
    await(target.publish(FACTS, new Fact(1)));
  }

  @Test
  void publishShouldBeCompleteWhenAListenerFails() throws Exception {
    AtomicBoolean heard = new AtomicBoolean();
    deployListener(
        fact -> {
          throw new IllegalStateException("the listener is at fault");
        });
    deployListener(fact -> heard.set(true));

    await(target.publish(FACTS, new Fact(1)));

    assertThat(heard).isTrue();
  }

  @Test
  void publishShouldNotWaitForeverForAListenerThatIsStuck() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    deployListener(
        fact -> assertThat(catchThrowable(() -> held.await(20, TimeUnit.SECONDS))).isNull());

    await(target.publish(FACTS, new Fact(1)));

    assertThat(held.getCount()).isOne();
    held.countDown();
  }

  @Test
  void publishShouldTellNobodyWhoWasUndeployed() throws Exception {
    // given
    List<String> heard = new CopyOnWriteArrayList<>();
    String gone = deployListener(fact -> heard.add("gone"));
    deployListener(fact -> heard.add("there"));

    // when
    await(vertx.undeploy(gone));
    await(target.publish(FACTS, new Fact(1)));

    // then
    assertThat(heard).containsExactly("there");
  }

  @Test
  void publishShouldComeBackToTheRequestThatPublished() throws Exception {
    deployListener(fact -> Correlation.adopt("of-the-listener"));
    Promise<String> afterwards = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-3");
          target
              .publish(FACTS, new Fact(1))
              .onComplete(v -> afterwards.complete(Correlation.current()));
        });

    assertThat(await(afterwards.future())).isEqualTo("req-3");
  }

  @Test
  void askShouldCarryTheCorrelationIdThereAndKeepItHere() throws Exception {
    Promise<String> atTheOwner = Promise.promise();
    await(
        target.consume(
            ASK,
            q ->
                vertx
                    .timer(1)
                    .map(
                        v -> {
                          atTheOwner.complete(Correlation.current());
                          return new Answer("because");
                        })));
    Promise<String> afterTheAnswer = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-1");
          target
              .request(ASK, new Question("why"))
              .onComplete(v -> afterTheAnswer.complete(Correlation.current()));
        });

    assertThat(await(atTheOwner.future())).isEqualTo("req-1");
    assertThat(await(afterTheAnswer.future())).isEqualTo("req-1");
  }

  @Test
  void askShouldGiveTheOwnerANewCorrelationIdWhenThereIsNone() throws Exception {
    await(
        target.consume(
            ASK, q -> Future.succeededFuture(new Answer(String.valueOf(Correlation.current())))));

    String first = await(target.request(ASK, new Question("why"))).text();
    String second = await(target.request(ASK, new Question("why"))).text();

    assertThat(first).hasSize(36).isNotEqualTo(second);
  }

  @Test
  void publishShouldCarryTheCorrelationId() throws Exception {
    Promise<String> heard = Promise.promise();
    await(target.subscribe(FACTS, fact -> heard.complete(Correlation.current())));

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-2");
          target.publish(FACTS, new Fact(1));
        });

    assertThat(await(heard.future())).isEqualTo("req-2");
  }
}
