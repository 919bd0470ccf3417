package dev.flightwatch.toolkit.grpc;

import io.grpc.Status;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of server reflection, by grpc-java. */
final class ReflectionStream implements StreamObserver<ServerReflectionResponse> {
  private final BlockingQueue<ServerReflectionResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<ServerReflectionRequest> requests;

  ReflectionStream(GrpcJavaCaller caller) {
    requests = ServerReflectionGrpc.newStub(caller.channel()).serverReflectionInfo(this);
  }

  static ServerReflectionRequest services() {
    return ServerReflectionRequest.newBuilder().setListServices("*").build();
  }

  static ServerReflectionRequest symbol(String name) {
    return ServerReflectionRequest.newBuilder().setFileContainingSymbol(name).build();
  }

  void send(ServerReflectionRequest request) {
    requests.onNext(request);
  }

  ServerReflectionResponse response() throws InterruptedException {
    ServerReflectionResponse response = responses.poll(20, TimeUnit.SECONDS);
    if (response == null) {
      throw new AssertionError("no response; the stream's end is " + end);
    }
    return response;
  }

  /** Sends no more requests, and returns the status of the stream. */
  Status finish() throws Exception {
    requests.onCompleted();
    return failure();
  }

  Status failure() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void onNext(ServerReflectionResponse response) {
    responses.add(response);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
