package dev.flightwatch.toolkit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BusFailureTest {
  private static final Command<TestRequest, TestReply> COMMAND =
      new Command<>("test.command.run", TestRequest.class, TestReply.class, Duration.ofSeconds(10));

  @RegisterExtension final CapturedLog log = new CapturedLog(BusFailure.class);

  private static ServiceException request(Vertx vertx, Supplier<Future<TestReply>> handler)
      throws Exception {
    Bus bus = Bus.of(vertx);
    bus.consume(COMMAND, received -> handler.get()).await(30, TimeUnit.SECONDS);
    return catchThrowableOfType(
        ServiceException.class,
        () -> bus.request(COMMAND, new TestRequest("request")).await(30, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @EnumSource
  void failureShouldKeepKindCodeDetailAndFields(ErrorKind kind, Vertx vertx) throws Exception {
    List<FieldError> fields =
        List.of(new FieldError("colour", "must be red"), new FieldError("size", "is missing"));
    ServiceException failure = ServiceException.of(kind, "some_code", "A \"detail\" é 😀.", fields);
    ServiceException target = request(vertx, () -> Future.failedFuture(failure));
    assertThat(target).isNotSameAs(failure).usingRecursiveComparison().isEqualTo(failure);
  }

  static Stream<Supplier<Future<TestReply>>> defects() {
    return Stream.of(
        () -> Future.failedFuture(new IllegalStateException("secret")),
        () -> {
          throw new IllegalStateException("secret");
        },
        () -> {
          throw new StackOverflowError("secret");
        },
        () -> null);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void defectShouldBecomeInternalAndBeLoggedByTheConsumer(
      Supplier<Future<TestReply>> defect, Vertx vertx) throws Exception {
    ServiceException target = request(vertx, defect);
    assertThat(target.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(target.code()).isEqualTo("internal_error");
    assertThat(target).hasMessage("Something went wrong on our side.").hasNoCause();
    assertThat(log.messages()).containsExactly("test.command.run failed");
    ILoggingEvent event = log.next();
    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
    assertThat(event.getThrowableProxy().getCause()).isNotNull();
  }

  @Test
  void requestShouldFailWithInternalWhenTheMessageHasAnotherType(Vertx vertx) throws Exception {
    Bus.of(vertx)
        .consume(COMMAND, received -> Future.succeededFuture(new TestReply(received.text())))
        .await(30, TimeUnit.SECONDS);
    ReplyException reply =
        catchThrowableOfType(
            ReplyException.class,
            () -> vertx.eventBus().request(COMMAND.address(), "text").await(30, TimeUnit.SECONDS));
    assertThat(reply.failureCode()).isEqualTo(ErrorKind.INTERNAL.number());
    assertThat(reply.getMessage()).doesNotContain("ClassCastException", "java");
  }

  @Test
  void causeShouldOnlyBeLoggedByTheConsumerWhenTheFailureIsExpected(Vertx vertx) throws Exception {
    log.logger().setLevel(Level.DEBUG);
    ServiceException unavailable =
        ServiceException.of(
            ErrorKind.UNAVAILABLE, "unavailable", "Try later.", new IllegalStateException("why"));
    assertThat(request(vertx, () -> Future.failedFuture(unavailable))).hasNoCause();
    ILoggingEvent event = log.next();
    assertThat(event.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(event.getThrowableProxy().getCause().getMessage()).isEqualTo("why");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "no json", "[]", "{}", "{\"code\":1}", "{\"code\":\"c\",\"fields\":[1]}"})
  void decodeShouldReturnInternalWhenTheReplyIsForeign(String text) {
    ReplyException foreign = new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 7, text);
    ServiceException target = BusFailure.decode("a", foreign);
    assertThat(target.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(target).hasMessage("Something went wrong on our side.").hasCause(foreign);
  }

  /** The JSON of processes of another version. */
  @Test
  void decodeShouldIgnoreWhatItDoesNotKnow() {
    String json =
        """
        {"code":"new","detail":"New.","fields":[{"f":"size","m":"is missing"}],"more":1}""";
    ServiceException target =
        BusFailure.decode("a", new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 99, json));
    assertThat(target.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(target.code()).isEqualTo("new");
    assertThat(target.fields()).containsExactly(new FieldError("size", "is missing"));
  }

  @Test
  void decodeShouldReturnInternalWhenTheBusRefusesTheMessage() {
    ReplyException refused = new ReplyException(ReplyFailure.ERROR, "No codec for class x.Y");
    ServiceException target = BusFailure.decode("a", refused);
    assertThat(target.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(target.getMessage()).doesNotContain("x.Y");
    assertThat(target).hasRootCause(refused);
  }
}
