package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(VertxExtension.class)
class BusTest {
  private static final Command<TestRequest, TestReply> COMMAND =
      command("test.command.run", Duration.ofSeconds(10));
  private static final TestRequest REQUEST = new TestRequest("request");
  private static final BusEvent<TestEvent> EVENT =
      new BusEvent<>("test.event.published", TestEvent.class);

  @RegisterExtension final CapturedLog log = new CapturedLog(Subscription.class);
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
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
    return future.await(30, TimeUnit.SECONDS);
  }

  private ServiceException failure(Command<TestRequest, TestReply> command, TestRequest request) {
    return catchThrowableOfType(
        ServiceException.class, () -> await(target.request(command, request)));
  }

  private String deploy(Supplier<Future<Void>> start) throws TimeoutException {
    Deployable verticle = context -> start.get();
    return await(vertx.deployVerticle(verticle));
  }

  private String deploySubscriber(Consumer<TestEvent> subscriber) throws TimeoutException {
    return deploy(() -> target.subscribe(EVENT, subscriber));
  }

  private void hold(TestEvent event) {
    assertThat(catchThrowable(() -> held.await(30, TimeUnit.SECONDS))).isNull();
    handled.add("slow");
  }

  /** Runs work in a request and returns the correlation id after it. */
  private String correlationAfter(String id, Supplier<Future<?>> work) throws TimeoutException {
    Promise<String> afterwards = Promise.promise();
    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt(id);
          work.get().onComplete(done -> afterwards.complete(Correlation.current()));
        });
    return await(afterwards.future());
  }

  @Test
  void requestShouldBeTimedByOutcome() throws TimeoutException {
    // given
    await(
        target.consume(
            COMMAND,
            request ->
                request.text().equals("bad")
                    ? Future.failedFuture(ServiceException.invalid("text", "must be good"))
                    : Future.succeededFuture(new TestReply("reply"))));
    // when
    await(target.request(COMMAND, REQUEST));
    failure(COMMAND, new TestRequest("bad"));
    failure(command("test.command.unconsumed", Duration.ofSeconds(10)), REQUEST);
    // then
    String name = "service_bus_command_seconds_count{command=\"%s\",outcome=\"%s\"} 1";
    assertThat(Meters.of(vertx).text().lines())
        .contains(
            name.formatted("test.command.run", "ok"),
            name.formatted("test.command.run", "invalid"),
            name.formatted("test.command.unconsumed", "unavailable"));
  }

  @Test
  void requestShouldFailWithUnavailableWhenTheConsumerWasUndeployed() throws TimeoutException {
    // given
    String id =
        deploy(() -> target.consume(COMMAND, r -> Future.succeededFuture(new TestReply("reply"))));
    assertThat(await(target.request(COMMAND, REQUEST)).text()).isEqualTo("reply");
    // when
    await(vertx.undeploy(id));
    // then
    ServiceException failure = failure(COMMAND, REQUEST);
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("owner_away");
    assertThat(failure.getMessage()).doesNotContain(COMMAND.address());
  }

  @Test
  void requestShouldFailWithTimeoutWhenTheReplyIsLate() throws TimeoutException {
    Command<TestRequest, TestReply> impatient =
        command("test.command.impatient", Duration.ofMillis(20));
    Promise<TestReply> late = Promise.promise();
    await(target.consume(impatient, request -> late.future()));
    ServiceException failure = failure(impatient, REQUEST);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(failure.code()).isEqualTo("no_answer_in_time");
    assertThat(failure.getMessage()).doesNotContain(impatient.address());
    late.complete(new TestReply("late"));
  }

  @Test
  void subscribeShouldLogTheFailureOfASubscriberAndContinue() throws Exception {
    // given
    List<TestEvent> received = new CopyOnWriteArrayList<>();
    deploySubscriber(
        event -> {
          received.add(event);
          throw new IllegalStateException("the subscriber is defective");
        });
    deploySubscriber(received::add);
    TestEvent first = new TestEvent(1);
    // when
    await(target.publish(EVENT, first));
    await(target.publish(EVENT, new TestEvent(2)));
    // then
    assertThat(received).hasSize(4).contains(new TestEvent(2));
    assertThat(received.subList(0, 2)).allMatch(event -> event == first);
    assertThat(log.messages())
        .hasSize(2)
        .containsOnly("A subscriber of test.event.published failed");
  }

  @Test
  void publishShouldCompleteWhenAllSubscribersHaveHandledTheEvent() throws Exception {
    // given
    deploySubscriber(event -> handled.add("quick"));
    deploySubscriber(this::hold);
    // when
    Future<List<String>> handledAtCompletion =
        target.publish(EVENT, new TestEvent(1)).map(published -> List.copyOf(handled));
    await(vertx.timer(20));
    // then
    assertThat(handledAtCompletion.isComplete()).isFalse();
    held.countDown();
    assertThat(await(handledAtCompletion)).containsExactlyInAnyOrder("quick", "slow");
  }

  @Test
  void publishShouldCompleteWhenASubscriberIsStuck() throws Exception {
    deploySubscriber(this::hold);
    await(target.publish(EVENT, new TestEvent(1)));
    assertThat(handled).isEmpty();
    held.countDown();
  }

  @Test
  void publishShouldNotReachASubscriberThatWasUndeployed() throws Exception {
    // given
    await(target.publish(EVENT, new TestEvent(0)));
    String undeployed = deploySubscriber(event -> handled.add("undeployed"));
    deploySubscriber(event -> handled.add("deployed"));
    // when
    await(vertx.undeploy(undeployed));
    await(target.publish(EVENT, new TestEvent(1)));
    // then
    assertThat(handled).containsExactly("deployed");
  }

  @Test
  void publishShouldCarryTheCorrelationIdAndCompleteOnTheContextOfThePublisher() throws Exception {
    deploySubscriber(
        event -> {
          handled.add(Correlation.current());
          Correlation.adopt("of-the-subscriber");
        });
    assertThat(correlationAfter("req-3", () -> target.publish(EVENT, new TestEvent(1))))
        .isEqualTo("req-3");
    assertThat(handled).containsExactly("req-3");
  }

  @Test
  void requestShouldCarryTheCorrelationIdToTheConsumerAndBack() throws Exception {
    await(
        target.consume(
            COMMAND,
            request ->
                vertx
                    .timer(1)
                    .onSuccess(timer -> handled.add(Correlation.current()))
                    .map(new TestReply("reply"))));
    assertThat(correlationAfter("req-1", () -> target.request(COMMAND, REQUEST)))
        .isEqualTo("req-1");
    await(target.request(COMMAND, REQUEST));
    assertThat(handled).startsWith("req-1").doesNotContainNull().doesNotHaveDuplicates();
  }
}
