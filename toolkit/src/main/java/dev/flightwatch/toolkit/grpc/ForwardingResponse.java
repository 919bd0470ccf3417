package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.WireFormat;
import io.vertx.grpc.server.GrpcServerResponse;
import java.util.Set;

/** A response that does what another does; subclasses change what they must. */
abstract class ForwardingResponse<Q, A> implements GrpcServerResponse<Q, A> {
  private final GrpcServerResponse<Q, A> response;

  ForwardingResponse(GrpcServerResponse<Q, A> response) {
    this.response = response;
  }

  @Override
  public GrpcServerResponse<Q, A> status(GrpcStatus status) {
    response.status(status);
    return this;
  }

  @Override
  public GrpcServerResponse<Q, A> statusMessage(String message) {
    response.statusMessage(message);
    return this;
  }

  @Override
  public GrpcServerResponse<Q, A> encoding(String encoding) {
    response.encoding(encoding);
    return this;
  }

  @Override
  public GrpcServerResponse<Q, A> format(WireFormat format) {
    response.format(format);
    return this;
  }

  @Override
  public Set<String> acceptedEncodings() {
    return response.acceptedEncodings();
  }

  @Override
  public MultiMap headers() {
    return response.headers();
  }

  @Override
  public MultiMap trailers() {
    return response.trailers();
  }

  @Override
  public GrpcServerResponse<Q, A> exceptionHandler(Handler<Throwable> handler) {
    response.exceptionHandler(handler);
    return this;
  }

  @Override
  public GrpcServerResponse<Q, A> setWriteQueueMaxSize(int size) {
    response.setWriteQueueMaxSize(size);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return response.writeQueueFull();
  }

  @Override
  public GrpcServerResponse<Q, A> drainHandler(Handler<Void> handler) {
    response.drainHandler(handler);
    return this;
  }

  @Override
  public Future<Void> writeHead() {
    return response.writeHead();
  }

  @Override
  public Future<Void> write(A message) {
    return response.write(message);
  }

  @Override
  public Future<Void> writeMessage(GrpcMessage message) {
    return response.writeMessage(message);
  }

  @Override
  public Future<Void> end() {
    return response.end();
  }

  @Override
  public Future<Void> end(A message) {
    return response.end(message);
  }

  @Override
  public Future<Void> endMessage(GrpcMessage message) {
    return response.endMessage(message);
  }

  @Override
  public void fail(Throwable failure) {
    response.fail(failure);
  }

  @Override
  public void cancel() {
    response.cancel();
  }
}
