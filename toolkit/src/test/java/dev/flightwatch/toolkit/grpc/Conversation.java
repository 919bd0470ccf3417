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

/** One stream of server reflection, as grpc-java speaks it. */
final class Conversation implements StreamObserver<ServerReflectionResponse> {
  private final BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<ServerReflectionRequest> questions;

  Conversation(GrpcJavaCaller caller) {
    questions = ServerReflectionGrpc.newStub(caller.channel()).serverReflectionInfo(this);
  }

  static ServerReflectionRequest services() {
    return ServerReflectionRequest.newBuilder().setListServices("*").build();
  }

  static ServerReflectionRequest symbol(String name) {
    return ServerReflectionRequest.newBuilder().setFileContainingSymbol(name).build();
  }

  void ask(ServerReflectionRequest question) {
    questions.onNext(question);
  }

  ServerReflectionResponse answer() throws InterruptedException {
    ServerReflectionResponse answer = answers.poll(20, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer; the stream's end is " + end);
    }
    return answer;
  }

  /** Asks nothing more; how the stream ended, its other answers unread. */
  Status finish() throws Exception {
    questions.onCompleted();
    return failure();
  }

  Status failure() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void onNext(ServerReflectionResponse answer) {
    answers.add(answer);
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
