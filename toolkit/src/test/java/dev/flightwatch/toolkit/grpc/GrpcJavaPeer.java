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
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A grpc-java server that records the metadata of each attempt. */
final class GrpcJavaPeer implements AutoCloseable, ServerInterceptor {
  private final List<Metadata> arrivals = new CopyOnWriteArrayList<>();
  private final Server server;

  /**
   * @param behaviour gets the number of the attempt, from 1 on, and the observer of the response
   */
  GrpcJavaPeer(
      InetSocketAddress address,
      int callsAtOnce,
      BiConsumer<Integer, StreamObserver<StringValue>> behaviour)
      throws IOException {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("test.Echo")
            .addMethod(
                Echo.GRPC_JAVA,
                ServerCalls.asyncUnaryCall(
                    (request, response) -> behaviour.accept(arrivals.size(), response)))
            .build();
    server =
        NettyServerBuilder.forAddress(address)
            .maxConcurrentCallsPerConnection(callsAtOnce)
            .addService(ServerInterceptors.intercept(service, this))
            .build()
            .start();
  }

  GrpcJavaPeer(
      int port, int callsAtOnce, BiConsumer<Integer, StreamObserver<StringValue>> behaviour)
      throws IOException {
    this(new InetSocketAddress("127.0.0.1", port), callsAtOnce, behaviour);
  }

  GrpcJavaPeer(BiConsumer<Integer, StreamObserver<StringValue>> behaviour) throws IOException {
    this(0, Integer.MAX_VALUE, behaviour);
  }

  static void say(StreamObserver<StringValue> response, String text) {
    response.onNext(StringValue.of(text));
    response.onCompleted();
  }

  /** Returns a header of each attempt, null when it had none. */
  List<String> headers(String name) {
    Metadata.Key<String> key = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    return arrivals.stream().map(metadata -> metadata.get(key)).toList();
  }

  int attempts() {
    return arrivals.size();
  }

  int port() {
    return server.getPort();
  }

  /** Closes all connections at once, and returns when they are closed. */
  @Override
  public void close() {
    try {
      server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    arrivals.add(headers);
    return next.startCall(call, headers);
  }
}
