package dev.flightwatch.usermanager.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.UserManagerGrpcVerticle;
import dev.flightwatch.usermanager.testing.FakeUserService;
import dev.flightwatch.usermanager.testing.GrpcJavaUserManager;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class UserManagerGrpcTest {
  private FakeUserService users;
  private GrpcJavaUserManager target;
  private GrpcJavaUserManager anotherConnection;

  @BeforeEach
  void open(Vertx vertx) {
    users = FakeUserService.of(vertx);
    vertx
        .deployVerticle(
            UserManagerGrpcVerticle::new,
            new DeploymentOptions()
                .setInstances(2)
                .setConfig(
                    JsonObject.of(
                        "user_manager_grpc_port", 0, "database_url", "postgresql://u:p@h/d")))
        .await();
    int port = ListeningPorts.of(vertx).port("user-manager grpc").getAsInt();
    target = new GrpcJavaUserManager(port);
    anotherConnection = new GrpcJavaUserManager(port);
  }

  @AfterEach
  void close() {
    target.close();
    anotherConnection.close();
  }

  @Test
  void checkUserShouldReturnIdWhenUserExists() {
    // when
    CheckUserResponse response = target.checkUser("c1", "m1", "ada@example.com");

    // then
    assertThat(response.getExists()).isTrue();
    assertThat(response.getUserId()).isEqualTo(FakeUserService.USER_ID.toString());
    assertThat(users.requests)
        .containsExactly(new CheckUsers(Set.of(new EmailAddress("ada@example.com"))));
  }

  @Test
  void checkUserShouldReturnNoIdWhenUserDoesNotExist() {
    users.check = Future.succeededFuture(Optional.empty());

    assertThat(target.checkUser("c1", "m1", "ada@example.com"))
        .isEqualTo(CheckUserResponse.getDefaultInstance());
  }

  @Test
  void checkUserShouldReplayFirstResponseWhenRepeated() {
    // given
    CheckUserResponse first = target.checkUser("c1", "m1", "ada@example.com");
    users.check = Future.succeededFuture(Optional.empty());

    // then
    assertThat(target.checkUser("c1", "m1", "ada@example.com")).isEqualTo(first);
    assertThat(anotherConnection.checkUser("c1", "m1", "ada@example.com")).isEqualTo(first);
    assertThat(users.requests).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"c2, m1, ada@example.com", "c1, m2, ada@example.com", "c1, m1, bob@example.com"})
  void checkUserShouldCheckAgainWhenRequestDiffers(String client, String message, String email) {
    // given
    target.checkUser("c1", "m1", "ada@example.com");
    users.check = Future.succeededFuture(Optional.empty());

    // then
    assertThat(target.checkUser(client, message, email).getExists()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'', m1", "c1, ''", "'', ''"})
  void checkUserShouldCheckAgainWhenRequestHasNoId(String client, String message) {
    // given
    target.checkUser(client, message, "ada@example.com");

    // when
    target.checkUser(client, message, "ada@example.com");

    // then
    assertThat(users.requests).hasSize(2);
  }

  @Test
  void checkUserShouldRecordNothingWhenItFails() {
    // given
    users.fail(ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));
    assertThat(status("c1", "m1")).isEqualTo(Status.Code.UNAVAILABLE);

    // when
    users.check = Future.succeededFuture(Optional.of(FakeUserService.USER_ID));

    // then
    assertThat(target.checkUser("c1", "m1", "ada@example.com").getExists()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("invalidTexts")
  void checkUserShouldFailWhenAddressIsEmptyOrTooLong(String email) {
    // when
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> target.checkUser("c1", "m1", email));

    // then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(users.requests).isEmpty();
  }

  @Test
  void checkUserShouldFindUserWhenAddressIsNotNormalised() {
    assertThat(target.checkUser("c1", "m1", " ADA@example.com").getExists()).isTrue();
    assertThat(users.requests)
        .containsExactly(new CheckUsers(Set.of(new EmailAddress("ada@example.com"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no address", "ada@b@example.com", "a\u0000b@example.com"})
  void checkUserShouldReturnNoIdWhenTextIsNoAddress(String text) {
    assertThat(target.checkUser("c1", "m1", text))
        .isEqualTo(CheckUserResponse.getDefaultInstance());
    assertThat(users.requests).isEmpty();
  }

  static Stream<String> invalidTexts() {
    return Stream.of("", " ", "a".repeat(256));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, INVALID_ARGUMENT", "UNAUTHENTICATED, UNAUTHENTICATED", "NOT_FOUND, NOT_FOUND",
    "GONE, NOT_FOUND", "CONFLICT, FAILED_PRECONDITION", "OVERLOADED, RESOURCE_EXHAUSTED",
    "UNAVAILABLE, UNAVAILABLE", "TIMEOUT, UNAVAILABLE"
  })
  void failureShouldBeMappedToStatus(ErrorKind kind, Status.Code status) {
    users.fail(ServiceException.of(kind, "some_code", "Some detail."));

    assertThat(status("c1", kind.name())).isEqualTo(status);
  }

  @Test
  void defectShouldHideItsMessage() {
    // given
    users.fail(new IllegalStateException("secret"));

    // when
    StatusRuntimeException failure = failure("c1", "m1");

    // then
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failure.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UserManager"})
  void healthShouldReportWhetherUsersCanBeChecked(String service) {
    // given
    ServingStatus before = target.health(service);

    // when
    users.fail(ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));

    // then
    assertThat(before).isEqualTo(ServingStatus.SERVING);
    assertThat(target.health(service)).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void reflectionShouldReturnTheProtoFile() throws Exception {
    // when
    ServerReflectionResponse response =
        target.reflect(
            ServerReflectionRequest.newBuilder().setFileContainingSymbol("UserManager").build());

    // then
    assertThat(
            FileDescriptorProto.parseFrom(
                response.getFileDescriptorResponse().getFileDescriptorProto(0)))
        .isEqualTo(CheckUserResponse.getDescriptor().getFile().toProto());
  }

  private Status.Code status(String client, String message) {
    return failure(client, message).getStatus().getCode();
  }

  private StatusRuntimeException failure(String client, String message) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> target.checkUser(client, message, "ada@example.com"));
  }
}
