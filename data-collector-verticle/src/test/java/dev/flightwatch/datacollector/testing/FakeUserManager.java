package dev.flightwatch.datacollector.testing;

import com.google.protobuf.ByteString;
import dev.flightwatch.proto.CheckTokenRequest;
import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.CheckUsersRequest;
import dev.flightwatch.proto.CheckUsersResponse;
import dev.flightwatch.toolkit.auth.TokenHash;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user manager on grpc-java. The address determines its response: addresses that begin with
 * {@code absent} do not exist; for {@code unavailable} it fails; for {@code hanging} it never
 * responds; {@code noid} exist without an id, as in an older version; all others exist.
 */
public final class FakeUserManager implements AutoCloseable {
  private final List<CheckUserRequest> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> emailToId = new ConcurrentHashMap<>();
  private final List<CheckUsersRequest> batches = new CopyOnWriteArrayList<>();
  private final Map<ByteString, CheckTokenResponse> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger tokenChecks = new AtomicInteger();
  private final Server server;

  public FakeUserManager() {
    this(true);
  }

  /**
   * @param isCurrent whether it has CheckUsers and CheckToken, unlike a previous version
   */
  public FakeUserManager(boolean isCurrent) {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder("UserManager")
            .addMethod(GrpcMethods.CHECK_USER, ServerCalls.asyncUnaryCall(this::checkUser));
    if (isCurrent) {
      service
          .addMethod(GrpcMethods.CHECK_USERS, ServerCalls.asyncUnaryCall(this::checkUsers))
          .addMethod(GrpcMethods.CHECK_TOKEN, ServerCalls.asyncUnaryCall(this::checkToken));
    }
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .directExecutor()
              .addService(service.build())
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

  /** Returns the id of the user with an address. */
  public String idOf(String email) {
    return emailToId.computeIfAbsent(email, e -> UUID.randomUUID().toString());
  }

  /** Returns the requests about an address. */
  public List<CheckUserRequest> requestsAbout(String email) {
    return requests.stream().filter(request -> request.getEmail().equals(email)).toList();
  }

  /** Returns the requests about several addresses. */
  public List<CheckUsersRequest> batches() {
    return batches;
  }

  /** Makes a token valid for a day. */
  public void addToken(String token, String email, String... scopes) {
    tokens.put(
        ByteString.copyFrom(TokenHash.of(token).bytes()),
        CheckTokenResponse.newBuilder()
            .setActive(true)
            .setUserId(idOf(email))
            .setEmail(email)
            .addAllScopes(List.of(scopes))
            .setExpiresAt(Instant.now().plus(Duration.ofDays(1)).getEpochSecond())
            .build());
  }

  /** Makes a token invalid. */
  public void revokeToken(String token) {
    tokens.remove(ByteString.copyFrom(TokenHash.of(token).bytes()));
  }

  /** Returns the number of calls of CheckToken. */
  public int tokenChecks() {
    return tokenChecks.get();
  }

  private void checkToken(CheckTokenRequest request, StreamObserver<CheckTokenResponse> observer) {
    tokenChecks.incrementAndGet();
    observer.onNext(
        tokens.getOrDefault(request.getTokenSha256(), CheckTokenResponse.getDefaultInstance()));
    observer.onCompleted();
  }

  private void checkUsers(CheckUsersRequest request, StreamObserver<CheckUsersResponse> observer) {
    batches.add(request);
    if (request.getEmailsList().stream().anyMatch(email -> email.startsWith("unavailable"))) {
      observer.onError(Status.UNAVAILABLE.withDescription("no database").asException());
      return;
    }
    observer.onNext(
        CheckUsersResponse.newBuilder()
            .addAllUsers(request.getEmailsList().stream().map(this::response).toList())
            .build());
    observer.onCompleted();
  }

  private void checkUser(CheckUserRequest request, StreamObserver<CheckUserResponse> observer) {
    requests.add(request);
    String email = request.getEmail();
    if (email.startsWith("hanging")) {
      return;
    }
    if (email.startsWith("unavailable")) {
      observer.onError(Status.UNAVAILABLE.withDescription("no database").asException());
      return;
    }
    observer.onNext(response(email));
    observer.onCompleted();
  }

  private CheckUserResponse response(String email) {
    CheckUserResponse.Builder response = CheckUserResponse.newBuilder();
    if (!email.startsWith("absent")) {
      response.setExists(true).setUserId(email.startsWith("noid") ? "" : idOf(email));
    }
    return response.build();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
