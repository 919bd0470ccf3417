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

/** A grpc-java server that records the metadata and time of each attempt. */
final class GrpcJavaPeer implements AutoCloseable {
  /** An attempt. */
  record Arrival(Metadata metadata, long nanos) {
    String header(String name) {
      return metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }
  }

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param behaviour gets the number of the attempt, from 1 on, and the observer of the response
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
                    (request, response) -> behaviour.accept(arrivals.size(), response)))
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

  static void say(StreamObserver<StringValue> response, String text) {
    response.onNext(StringValue.of(text));
    response.onCompleted();
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  int port() {
    return server.getPort();
  }

  /** Shuts down its connections, which close when their calls have ended. */
  void shutdown() {
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
