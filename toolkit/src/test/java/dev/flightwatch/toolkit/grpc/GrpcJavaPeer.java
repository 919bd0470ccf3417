package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.StringValue;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A real grpc-java server, which notes each attempt's metadata and time and does as it is told. */
final class GrpcJavaPeer implements AutoCloseable {
  /** One attempt as it arrived. */
  record Arrival(Metadata metadata, long nanos) {
    String header(String name) {
      return metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param behaviour is given the number of the attempt, from 1 on, and where to answer
   */
  GrpcJavaPeer(BiConsumer<Integer, StreamObserver<StringValue>> behaviour) {
    this(0, behaviour);
  }

  GrpcJavaPeer(int port, BiConsumer<Integer, StreamObserver<StringValue>> behaviour) {
    this(port, Integer.MAX_VALUE, behaviour);
  }

  GrpcJavaPeer(
      int port, int callsAtOnce, BiConsumer<Integer, StreamObserver<StringValue>> behaviour) {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("test.Echo")
            .addMethod(
                GrpcJavaEcho.SAY,
                ServerCalls.asyncUnaryCall(
                    (request, answer) -> behaviour.accept(arrivals.size(), answer)))
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
              .maxConcurrentCallsPerConnection(callsAtOnce)
              .addService(ServerInterceptors.intercept(service, new Noting()))
              .build()
              .start();
    } catch (IOException e) {
      throw new AssertionError("no port for the peer", e);
    }
  }

  static void say(StreamObserver<StringValue> answer, String text) {
    answer.onNext(StringValue.of(text));
    answer.onCompleted();
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  int port() {
    return server.getPort();
  }

  /** Says goodbye on its connections, which live on until their calls have ended. */
  void retire() {
    server.shutdown();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Noting implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      arrivals.add(new Arrival(headers, System.nanoTime()));
      return next.startCall(call, headers);
    }
  }
}
