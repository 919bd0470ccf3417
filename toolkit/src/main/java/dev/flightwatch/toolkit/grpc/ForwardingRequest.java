package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Timer;
import io.vertx.core.http.HttpConnection;
import io.vertx.grpc.common.GrpcError;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.InvalidMessageException;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.server.GrpcServerRequest;

/** A request that does what another does; subclasses change what they must. */
abstract class ForwardingRequest<Q, A> implements GrpcServerRequest<Q, A> {
  private final GrpcServerRequest<Q, A> request;

  ForwardingRequest(GrpcServerRequest<Q, A> request) {
    this.request = request;
  }

  @Override
  public ServiceName serviceName() {
    return request.serviceName();
  }

  @Override
  public String methodName() {
    return request.methodName();
  }

  @Override
  public String fullMethodName() {
    return request.fullMethodName();
  }

  @Override
  public MultiMap headers() {
    return request.headers();
  }

  @Override
  public String encoding() {
    return request.encoding();
  }

  @Override
  public WireFormat format() {
    return request.format();
  }

  @Override
  public HttpConnection connection() {
    return request.connection();
  }

  @Override
  public long timeout() {
    return request.timeout();
  }

  @Override
  public Timer deadline() {
    return request.deadline();
  }

  @Override
  public Future<Q> last() {
    return request.last();
  }

  @Override
  public Future<Void> end() {
    return request.end();
  }

  @Override
  public GrpcServerRequest<Q, A> messageHandler(Handler<GrpcMessage> handler) {
    request.messageHandler(handler);
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> invalidMessageHandler(Handler<InvalidMessageException> handler) {
    request.invalidMessageHandler(handler);
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> errorHandler(Handler<GrpcError> handler) {
    request.errorHandler(handler);
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> exceptionHandler(Handler<Throwable> handler) {
    request.exceptionHandler(handler);
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> endHandler(Handler<Void> handler) {
    request.endHandler(handler);
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> pause() {
    request.pause();
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> resume() {
    request.resume();
    return this;
  }

  @Override
  public GrpcServerRequest<Q, A> fetch(long amount) {
    request.fetch(amount);
    return this;
  }
}
