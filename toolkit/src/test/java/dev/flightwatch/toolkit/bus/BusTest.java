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
  private static final Command<TestRequest, TestReply> COMMAND =
      command("test.command.run", Duration.ofSeconds(10));
  private static final BusEvent<TestEvent> EVENT =
      new BusEvent<>("test.event.published", TestEvent.class);

  private Vertx vertx;
  private Bus target;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    target = Bus.of(vertx);
  }

  private static Command<TestRequest, TestReply> command(String address, Duration timeout) {
    return new Command<>(address, TestRequest.class, TestReply.class, timeout);
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  private static ServiceException failure(Future<?> future) {
    return catchThrowableOfType(ServiceException.class, () -> await(future));
  }

  @Test
  void ofShouldReturnOneBusPerVertx() throws TimeoutException {
    Vertx other = Vertx.vertx();

    assertThat(Bus.of(vertx)).isSameAs(target);
    assertThat(Bus.of(other)).isNotSameAs(target);

    await(other.close());
  }

  @Test
  void requestShouldBeTimedByOutcome() throws TimeoutException {
    // given
    Command<TestRequest, TestReply> unconsumed =
        command("test.command.unconsumed", Duration.ofSeconds(10));
    await(
        target.consume(
            COMMAND,
            request ->
                request.text().equals("bad")
                    ? Future.failedFuture(ServiceException.invalid("text", "must be good"))
                    : Future.succeededFuture(new TestReply("reply"))));

    // when
    await(target.request(COMMAND, new TestRequest("good")));
    failure(target.request(COMMAND, new TestRequest("bad")));
    failure(target.request(unconsumed, new TestRequest("good")));

    // then
    String name = "service_bus_command_seconds_count{command=\"%s\",outcome=\"%s\"} 1";
    assertThat(Meters.of(vertx).text().lines())
        .contains(
            name.formatted("test.command.run", "ok"),
            name.formatted("test.command.run", "invalid"),
            name.formatted("test.command.unconsumed", "unavailable"));
  }

  @Test
  void requestShouldPassBothRecordsByReference() throws TimeoutException {
    TestRequest request = new TestRequest("request");
    TestReply reply = new TestReply("reply");
    AtomicReference<TestRequest> received = new AtomicReference<>();
    await(
        target.consume(
            COMMAND,
            r -> {
              received.set(r);
              return Future.succeededFuture(reply);
            }));

    assertThat(await(target.request(COMMAND, request))).isSameAs(reply);
    assertThat(received.get()).isSameAs(request);
  }

  @Test
  void requestShouldFailWithUnavailableWhenThereIsNoConsumer() {
    ServiceException failure = failure(target.request(COMMAND, new TestRequest("request")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("owner_away");
    assertThat(failure.getMessage()).doesNotContain(COMMAND.address());
  }

  @Test
  void requestShouldFailWithUnavailableWhenTheConsumerWasUndeployed() throws TimeoutException {
    VerticleBase consumer =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return target.consume(COMMAND, r -> Future.succeededFuture(new TestReply("reply")));
          }
        };
    String id = await(vertx.deployVerticle(consumer));
    assertThat(await(target.request(COMMAND, new TestRequest("request"))).text())
        .isEqualTo("reply");

    await(vertx.undeploy(id));

    assertThat(failure(target.request(COMMAND, new TestRequest("request"))).kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void requestShouldFailWithTimeoutWhenTheReplyIsLate() throws TimeoutException {
    Command<TestRequest, TestReply> impatient =
        command("test.command.impatient", Duration.ofMillis(20));
    Promise<TestReply> late = Promise.promise();
    await(target.consume(impatient, r -> late.future()));

    ServiceException failure = failure(target.request(impatient, new TestRequest("request")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure.code()).isEqualTo("no_answer_in_time");
    assertThat(failure.getMessage()).doesNotContain(impatient.address());
    late.complete(new TestReply("late"));
  }

  @Test
  void publishShouldReachAllSubscribersByReference() throws Exception {
    TestEvent event = new TestEvent(1);
    Promise<TestEvent> first = Promise.promise();
    Promise<TestEvent> second = Promise.promise();
    await(target.subscribe(EVENT, first::complete));
    await(target.subscribe(EVENT, second::complete));

    target.publish(EVENT, event);

    assertThat(await(first.future())).isSameAs(event);
    assertThat(await(second.future())).isSameAs(event);
  }

  @Test
  void subscribeShouldLogTheFailureOfASubscriberAndContinue() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Subscription.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    logger.addAppender(logged);
    List<TestEvent> received = new ArrayList<>();
    Promise<List<TestEvent>> both = Promise.promise();
    await(
        target.subscribe(
            EVENT,
            event -> {
              received.add(event);
              if (received.size() == 2) {
                both.complete(received);
              }
              throw new IllegalStateException("the subscriber is defective");
            }));

    target.publish(EVENT, new TestEvent(1));
    target.publish(EVENT, new TestEvent(2));

    assertThat(await(both.future())).containsExactly(new TestEvent(1), new TestEvent(2));
    logger.detachAppender(logged);
    assertThat(logged.list.get(0).getFormattedMessage())
        .isEqualTo("A subscriber of test.event.published failed");
  }

  @Test
  void publishShouldCompleteWhenAllSubscribersHaveHandledTheEvent() throws Exception {
    // given
    CountDownLatch held = new CountDownLatch(1);
    List<String> handled = new CopyOnWriteArrayList<>();
    deploySubscriber(event -> handled.add("quick"));
    deploySubscriber(
        event -> {
          assertThat(catchThrowable(() -> held.await(10, TimeUnit.SECONDS))).isNull();
          handled.add("slow");
        });

    // when
    Future<List<String>> handledAtCompletion =
        target.publish(EVENT, new TestEvent(1)).map(published -> List.copyOf(handled));
    await(vertx.timer(20));

    // then
    assertThat(handledAtCompletion.isComplete()).isFalse();
    held.countDown();
    assertThat(await(handledAtCompletion)).containsExactlyInAnyOrder("quick", "slow");
  }

  private String deploySubscriber(Consumer<TestEvent> subscriber) throws TimeoutException {
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return target.subscribe(EVENT, subscriber);
          }
        };
    return await(vertx.deployVerticle(verticle));
  }

  @Test
  void publishShouldCompleteWhenThereAreNoSubscribers() throws Exception {
    await(target.publish(EVENT, new TestEvent(1)));
  }

  @Test
  void publishShouldCompleteWhenASubscriberFails() throws Exception {
    AtomicBoolean handled = new AtomicBoolean();
    deploySubscriber(
        event -> {
          throw new IllegalStateException("the subscriber is defective");
        });
    deploySubscriber(event -> handled.set(true));

    await(target.publish(EVENT, new TestEvent(1)));

    assertThat(handled).isTrue();
  }

  @Test
  void publishShouldCompleteWhenASubscriberIsStuck() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    deploySubscriber(
        event -> assertThat(catchThrowable(() -> held.await(20, TimeUnit.SECONDS))).isNull());

    await(target.publish(EVENT, new TestEvent(1)));

    assertThat(held.getCount()).isOne();
    held.countDown();
  }

  @Test
  void publishShouldNotReachASubscriberThatWasUndeployed() throws Exception {
    // given
    List<String> handled = new CopyOnWriteArrayList<>();
    String undeployed = deploySubscriber(event -> handled.add("undeployed"));
    deploySubscriber(event -> handled.add("deployed"));

    // when
    await(vertx.undeploy(undeployed));
    await(target.publish(EVENT, new TestEvent(1)));

    // then
    assertThat(handled).containsExactly("deployed");
  }

  @Test
  void publishShouldCompleteOnTheContextOfThePublisher() throws Exception {
    deploySubscriber(event -> Correlation.adopt("of-the-subscriber"));
    Promise<String> afterwards = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-3");
          target
              .publish(EVENT, new TestEvent(1))
              .onComplete(v -> afterwards.complete(Correlation.current()));
        });

    assertThat(await(afterwards.future())).isEqualTo("req-3");
  }

  @Test
  void requestShouldCarryTheCorrelationIdToTheConsumerAndBack() throws Exception {
    Promise<String> atTheConsumer = Promise.promise();
    await(
        target.consume(
            COMMAND,
            r ->
                vertx
                    .timer(1)
                    .map(
                        v -> {
                          atTheConsumer.complete(Correlation.current());
                          return new TestReply("reply");
                        })));
    Promise<String> afterTheReply = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-1");
          target
              .request(COMMAND, new TestRequest("request"))
              .onComplete(v -> afterTheReply.complete(Correlation.current()));
        });

    assertThat(await(atTheConsumer.future())).isEqualTo("req-1");
    assertThat(await(afterTheReply.future())).isEqualTo("req-1");
  }

  @Test
  void requestShouldGiveTheConsumerANewCorrelationIdWhenThereIsNone() throws Exception {
    await(
        target.consume(
            COMMAND,
            r -> Future.succeededFuture(new TestReply(String.valueOf(Correlation.current())))));

    String first = await(target.request(COMMAND, new TestRequest("request"))).text();
    String second = await(target.request(COMMAND, new TestRequest("request"))).text();

    assertThat(first).hasSize(36).isNotEqualTo(second);
  }

  @Test
  void publishShouldCarryTheCorrelationId() throws Exception {
    Promise<String> received = Promise.promise();
    await(target.subscribe(EVENT, event -> received.complete(Correlation.current())));

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-2");
          target.publish(EVENT, new TestEvent(1));
        });

    assertThat(await(received.future())).isEqualTo("req-2");
  }
}
