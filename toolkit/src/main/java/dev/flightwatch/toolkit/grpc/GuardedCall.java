package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.metrics.HistogramFamily;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.CodecException;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.InvalidMessageException;
import io.vertx.grpc.common.MessageSizeOverflowException;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.function.Supplier;

/**
 * A unary call between the wire and its service, or several on one stream. It is answered once and
 * in time, with a status for whatever goes wrong. Vert.x alone throws into the log when a service
 * answers a caller that is gone or was already told of its deadline, resets the stream of a request
 * that it cannot read, and answers a failure that it does not know with UNKNOWN.
 */
final class GuardedCall<Q, A> {
  private final ContextInternal context = ContextInternal.current();
  private final GrpcServerRequest<Q, A> request;
  private final GrpcServerResponse<Q, A> response;
  private final GrpcMessageDecoder<Q> decoder;
  private final HistogramFamily times;
  private final Runnable done;
  private final long since = System.nanoTime();
  private long deadlineTimer = -1;
  private long limitTimer = -1;
  private boolean conversation;
  private boolean served;
  private boolean answered;
  private boolean over;

  /**
   * @param times told by status how long it took to be answered
   * @param done told once, when the service has answered or will not be waited for any more
   */
  GuardedCall(
      GrpcServerRequest<Q, A> request,
      GrpcMessageDecoder<Q> decoder,
      HistogramFamily times,
      Runnable done) {
    this.request = request;
    this.response = request.response();
    this.decoder = decoder;
    this.times = times;
    this.done = done;
  }

  /**
   * Hands the call to its service.
   *
   * @param limitMillis how long it may take, whatever the caller's deadline
   */
  void begin(Handler<GrpcServerRequest<Q, A>> service, long limitMillis) {
    request.invalidMessageHandler(this::invalid);
    request.errorHandler(reset -> abandoned());
    request.exceptionHandler(lost -> abandoned());
    response.exceptionHandler(lost -> abandoned());
    request.endHandler(end -> allAsked());
    limitTimer = context.setTimer(limitMillis, id -> expired());
    CallerTimeout.millis(request)
        .ifPresent(millis -> deadlineTimer = context.setTimer(millis, id -> late()));
    service.handle(new Request());
  }

  /**
   * The same for a service that answers each question at once: the caller may ask on, a question at
   * a time, when it has read what it was answered.
   */
  void converse(Handler<GrpcServerRequest<Q, A>> service, long limitMillis) {
    conversation = true;
    request.pause();
    begin(service, limitMillis);
    request.fetch(1);
  }

  private void invalid(InvalidMessageException invalid) {
    refuse(
        invalid instanceof MessageSizeOverflowException
            ? new StatusException(GrpcStatus.RESOURCE_EXHAUSTED, "The request is too large.")
            : unreadable());
  }

  private void allAsked() {
    if (!served) {
      refuse(unreadable());
    } else if (conversation && !answered) {
      answered(GrpcStatus.OK);
      response.end();
      over();
    }
  }

  private static StatusException unreadable() {
    return new StatusException(GrpcStatus.INVALID_ARGUMENT, "The request cannot be read.");
  }

  private void late() {
    refuse(new StatusException(GrpcStatus.DEADLINE_EXCEEDED, "The deadline is over."));
  }

  private void expired() {
    late();
    over();
  }

  /**
   * Answers in the service's stead; a service that is at work goes on, and counts, until its end.
   */
  void refuse(StatusException status) {
    if (!answered) {
      answered(status.status());
      response.status(status.status()).statusMessage(status.message()).end();
    }
    overUnlessServed();
  }

  private void answered(GrpcStatus status) {
    answered = true;
    times.record(status.name(), System.nanoTime() - since);
  }

  private void abandoned() {
    if (!answered) {
      answered(GrpcStatus.CANCELLED);
    }
    overUnlessServed();
  }

  private void overUnlessServed() {
    if (!served || conversation) {
      over();
    }
  }

  private void over() {
    if (!over) {
      over = true;
      context.owner().cancelTimer(limitTimer);
      context.owner().cancelTimer(deadlineTimer);
      done.run();
    }
  }

  /** Services complete wherever they like; a call is touched on its own event loop only. */
  private Future<Void> answerHere(GrpcStatus status, Supplier<Future<Void>> answer) {
    if (context.inThread()) {
      return answer(status, answer);
    }
    Promise<Void> sent = context.promise();
    context.execute(() -> answer(status, answer).onComplete(sent));
    return sent.future();
  }

  private Future<Void> answer(GrpcStatus status, Supplier<Future<Void>> answer) {
    over();
    if (answered) {
      return Future.succeededFuture();
    }
    answered(status);
    return answer.get();
  }

  private Future<Void> answerAndListen(A message) {
    return answered
        ? Future.succeededFuture()
        : response.write(message).onSuccess(sent -> request.fetch(1));
  }

  private final class Request extends ForwardingRequest<Q, A> {
    private final Response guarded = new Response();

    Request() {
      super(request);
    }

    @Override
    public GrpcServerResponse<Q, A> response() {
      return guarded;
    }

    @Override
    public GrpcServerRequest<Q, A> handler(Handler<Q> handler) {
      return messageHandler(message -> serve(message, handler));
    }

    private void serve(GrpcMessage message, Handler<Q> handler) {
      if (served && !conversation || answered) {
        return;
      }
      if (!message.encoding().equals("identity")) {
        refuse(unreadable());
        return;
      }
      Q decoded;
      try {
        decoded = decoder.decode(message);
      } catch (CodecException e) {
        refuse(unreadable());
        return;
      }
      served = true;
      try {
        handler.handle(decoded);
      } catch (RuntimeException e) {
        guarded.fail(e);
      }
    }
  }

  private final class Response extends ForwardingResponse<Q, A> {
    Response() {
      super(response);
    }

    @Override
    public Future<Void> end() {
      return answerHere(GrpcStatus.OK, super::end);
    }

    @Override
    public Future<Void> end(A message) {
      if (message == null) {
        fail(new IllegalStateException("a service answered with nothing"));
        return Future.succeededFuture();
      }
      return conversation
          ? answerAndListen(message)
          : answerHere(GrpcStatus.OK, () -> super.end(message));
    }

    @Override
    public void fail(Throwable failure) {
      StatusException status = GrpcErrors.toStatus(failure);
      answerHere(
          status.status(),
          () -> {
            status(status.status());
            statusMessage(status.message());
            return super.end();
          });
    }
  }
}
