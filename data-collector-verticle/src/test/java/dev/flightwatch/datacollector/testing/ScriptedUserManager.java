package dev.flightwatch.datacollector.testing;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user manager on grpc-java. What it says of an address stands in the address: those that begin
 * with {@code nobody} do not exist, {@code unavailable} and {@code silent} are what they say,
 * {@code old} exist and have no id; all others do.
 */
public final class ScriptedUserManager implements AutoCloseable {
  private final List<CheckUserRequest> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> emailToId = new ConcurrentHashMap<>();
  private final Server server;

  public ScriptedUserManager() {
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("UserManager")
            .addMethod(Rpcs.CHECK_USER, ServerCalls.asyncUnaryCall(this::checkUser))
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .directExecutor()
              .addService(service)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** The id of the user that has an address now. */
  public String idOf(String email) {
    return emailToId.computeIfAbsent(email, e -> UUID.randomUUID().toString());
  }

  /** What was asked about an address. */
  public List<CheckUserRequest> requestsAbout(String email) {
    return requests.stream().filter(request -> request.getEmail().equals(email)).toList();
  }

  private void checkUser(CheckUserRequest request, StreamObserver<CheckUserResponse> answer) {
    requests.add(request);
    String email = request.getEmail();
    if (email.startsWith("silent")) {
      return;
    }
    if (email.startsWith("unavailable")) {
      answer.onError(Status.UNAVAILABLE.withDescription("no database").asException());
      return;
    }
    answer.onNext(says(email));
    answer.onCompleted();
  }

  private CheckUserResponse says(String email) {
    CheckUserResponse.Builder response = CheckUserResponse.newBuilder();
    if (!email.startsWith("nobody")) {
      response.setExists(true).setUserId(email.startsWith("old") ? "" : idOf(email));
    }
    return response.build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
