package dev.flightwatch.usermanager.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.UserManagerGrpcVerticle;
import dev.flightwatch.usermanager.testing.FakeUserService;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of another implementation of gRPC, which sends no secret, like the original service. */
@ExtendWith(VertxExtension.class)
class UserManagerGrpcTest {
  private static final CheckUserResponse ABSENT = CheckUserResponse.getDefaultInstance();
  private static final CheckUserResponse EXISTS =
      CheckUserResponse.newBuilder()
          .setExists(true)
          .setUserId(FakeUserService.USER_ID.toString())
          .build();

  private FakeUserService users;
  private GrpcJavaUserManager target;
  private GrpcJavaUserManager anotherConnection;

  @BeforeEach
  void open(Vertx vertx) {
    users = FakeUserService.of(vertx);
    deploy(vertx, new JsonObject());
    int port = ListeningPorts.of(vertx).port("user-manager grpc").getAsInt();
    target = new GrpcJavaUserManager(port);
    anotherConnection = new GrpcJavaUserManager(port);
  }

  private static String deploy(Vertx vertx, JsonObject json) {
    return vertx
        .deployVerticle(
            UserManagerGrpcVerticle::new,
            new DeploymentOptions()
                .setInstances(2)
                .setConfig(json.put("user_manager_grpc_port", 0)))
        .await();
  }

  @AfterEach
  void close() {
    target.close();
    anotherConnection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", " ADA@example.com"})
  void checkUserShouldReplayFirstResponseWhenRepeated(String email) {
    // when
    CheckUserResponse first = target.checkUser("c1", "m1", email);
    users.check = Future.succeededFuture(Optional.empty());

    // then
    assertThat(first).isEqualTo(EXISTS);
    assertThat(target.checkUser("c1", "m1", email)).isEqualTo(EXISTS);
    assertThat(anotherConnection.checkUser("c1", "m1", email)).isEqualTo(EXISTS);
    assertThat(users.requests)
        .containsExactly(new CheckUsers(Set.of(new EmailAddress("ada@example.com"))));
  }

  @ParameterizedTest
  @CsvSource({"c2, m1, ada@example.com", "c1, m2, ada@example.com", "c1, m1, bob@example.com"})
  void checkUserShouldCheckAgainWhenRequestDiffers(String client, String message, String email) {
    // given
    target.checkUser("c1", "m1", "ada@example.com");
    users.check = Future.succeededFuture(Optional.empty());

    // then
    assertThat(target.checkUser(client, message, email)).isEqualTo(ABSENT);
  }

  @Test
  void checkUsersShouldFindAllByOneQueryAndReplayTheFirstResponse() {
    // given
    List<String> emails = List.of("ada@example.com", "no address", " ADA@example.com", "b@c.it");

    // when
    List<CheckUserResponse> first = target.checkUsers("m1", emails);
    users.check = Future.succeededFuture(Optional.empty());

    // then
    assertThat(first).containsExactly(EXISTS, ABSENT, EXISTS, EXISTS);
    assertThat(anotherConnection.checkUsers("m1", emails)).isEqualTo(first);
    assertThat(users.requests)
        .containsExactly(
            new CheckUsers(
                Set.of(new EmailAddress("ada@example.com"), new EmailAddress("b@c.it"))));
    assertThat(target.checkUsers("m1", emails.subList(1, 4)))
        .containsExactly(ABSENT, ABSENT, ABSENT);
  }

  @Test
  void checkUsersShouldAcceptUpToTwoHundredAddresses() {
    List<String> most =
        IntStream.range(0, 200).mapToObj(i -> "a".repeat(240) + i + "@example.com").toList();
    List<String> tooMany = Stream.concat(most.stream(), Stream.of("a@b.it")).toList();

    assertThat(target.checkUsers("m1", most)).hasSize(200);
    assertThat(target.checkUsers("m2", List.of())).isEmpty();
    for (List<String> emails : List.of(tooMany, List.of("a@b.it", " "), List.of("a".repeat(256)))) {
      assertThat(target.status("m3", emails)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void checkUserShouldFailWhenAddressIsEmptyOrTooLong() {
    for (String email : List.of("", " ", "a".repeat(256))) {
      assertThat(target.status("m1", email)).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(users.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no address", "ada@b@example.com", "a\u0000b@example.com"})
  void checkUserShouldReturnNoIdWhenTextIsNoAddress(String text) {
    assertThat(target.checkUser("c1", "m1", text)).isEqualTo(ABSENT);
    assertThat(users.requests).isEmpty();
  }

  @Test
  void checkTokenShouldCheckEachTimeToWhomTokenBelongs() {
    // given
    TokenHash token = TokenHash.of("fws_1");
    Instant end = Instant.parse("2026-12-28T10:00:00.5Z");
    EmailAddress ada = new EmailAddress("ada@example.com");
    users.tokens =
        Future.succeededFuture(
            List.of(
                new Identity(FakeUserService.USER_ID, ada, Set.of("write", "read"), end, token)));

    // when
    CheckTokenResponse active = target.checkToken(token.bytes());
    CheckTokenResponse another = target.checkToken(TokenHash.of("fws_2").bytes());
    users.tokens = Future.succeededFuture(List.of());
    CheckTokenResponse revoked = target.checkToken(token.bytes());

    // then
    assertThat(active)
        .isEqualTo(
            CheckTokenResponse.newBuilder()
                .setActive(true)
                .setUserId(FakeUserService.USER_ID.toString())
                .setEmail("ada@example.com")
                .addScopes("read")
                .addScopes("write")
                .setExpiresAt(end.getEpochSecond())
                .build());
    assertThat(another).isEqualTo(CheckTokenResponse.getDefaultInstance());
    assertThat(revoked).isEqualTo(CheckTokenResponse.getDefaultInstance());
    assertThat(users.requests).hasSize(3);
  }

  @Test
  void callsShouldBeRefusedWithoutTheSecretWhenOneIsSet(Vertx vertx) {
    // given
    deploy(vertx, JsonObject.of("peer_secret", "the-secret-of-the-peers"));
    int port = ListeningPorts.of(vertx).port("user-manager grpc").getAsInt();

    // then
    try (GrpcJavaUserManager stranger = new GrpcJavaUserManager(port)) {
      assertThat(stranger.status("m1", "ada@example.com")).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(stranger.status("m1", List.of("a@b.it"))).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(stranger.status(new byte[32])).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
    assertThat(users.requests).isEmpty();
  }

  @Test
  void checkTokenShouldFailWhenHashHasAnotherLength() {
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThat(target.status(new byte[length])).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(users.requests).isEmpty();
  }

  @Test
  void apiShouldBeUnavailableAndRecordNothingWhileUsersCannotBeChecked() {
    // given
    ServingStatus before = target.health();

    // when
    users.fail(ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));

    // then
    assertThat(before).isEqualTo(ServingStatus.SERVING);
    assertThat(target.health()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(target.status("m1", "ada@example.com")).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(target.status("m1", List.of("ada@example.com"))).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(target.status(new byte[32])).isEqualTo(Status.Code.UNAVAILABLE);
    users.reset();
    assertThat(target.checkUser("c1", "m1", "ada@example.com")).isEqualTo(EXISTS);
  }
}
