package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.proto.DeleteDataRequest;
import io.grpc.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DeleteData of the deployed service, called by grpc-java, which sends no secret of its peers. */
class DeleteDataTest {
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  /** Returns the request of an older peer. */
  private static DeleteDataRequest ofAddress(String email) {
    return DeleteDataRequest.newBuilder().setEmail(email).build();
  }

  private static DeleteDataRequest ofUser(String email, String messageId) {
    return DeleteDataRequest.newBuilder()
        .setEmail(email)
        .setUserId(rig.users.idOf(email))
        .setClientId("user-manager")
        .setMessageId(messageId)
        .build();
  }

  private static boolean deletes(DeleteDataRequest request) {
    return rig.grpc.call(request).getSuccess();
  }

  private static Iterable<Object> airportsOf(String email) {
    return rig.interests(email).json().getJsonArray("airports");
  }

  @Test
  void deleteDataShouldDeleteTheUsersInterestsPermanently() {
    // given
    rig.follow("sara@unict.it", "LICC");
    rig.follow("other@unict.it", "LICC");

    // when
    boolean success = deletes(ofUser("sara@unict.it", "1"));

    // then
    assertThat(success).isTrue();
    assertThat(airportsOf("sara@unict.it")).isEmpty();
    assertThat(airportsOf("other@unict.it")).containsExactly("LICC");
    assertThat(rig.follow("sara@unict.it", "LICC").status()).isEqualTo(404);
    assertThat(deletes(ofUser("sara@unict.it", "2"))).as("again").isTrue();
  }

  @Test
  void deleteDataShouldBeRefusedWithoutTheSecretWhenOneIsSet() {
    try (ServiceRig closed =
        new ServiceRig((vertx, config) -> config.put("peer_secret", "the-secret-of-the-peers"))) {
      // given
      closed.follow("sara@unict.it", "LICC");

      // when
      Status status = closed.grpc.failure(ofAddress("sara@unict.it"));

      // then
      assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(closed.interests("sara@unict.it").json().getJsonArray("airports"))
          .containsExactly("LICC");
    }
  }

  @Test
  void deleteDataShouldAcceptAnOlderPeerThatSendsOnlyTheAddress() {
    // given
    rig.follow("older@unict.it", "LICC");

    // when
    boolean success = deletes(ofAddress("Older@UniCT.it"));

    // then
    assertThat(success).isTrue();
    assertThat(airportsOf("older@unict.it")).isEmpty();
    assertThat(rig.follow("older@unict.it", "LIRF").status()).isEqualTo(200);
    assertThat(deletes(ofAddress("older@unict.it"))).as("nothing is recorded").isTrue();
    assertThat(airportsOf("older@unict.it")).isEmpty();
  }

  @Test
  void deleteDataShouldReturnTheRecordedResponseToARepeat() {
    // given
    DeleteDataRequest request =
        ofAddress("repeat@unict.it").toBuilder().setClientId("peer").setMessageId("7").build();
    rig.follow("repeat@unict.it", "LICC");
    boolean first = deletes(request);
    rig.follow("repeat@unict.it", "LIRF");

    // when
    boolean repeat = deletes(request);

    // then
    assertThat(first).isTrue();
    assertThat(repeat).isTrue();
    assertThat(airportsOf("repeat@unict.it")).containsExactly("LIRF");
    assertThat(deletes(request.toBuilder().setMessageId("8").build())).isTrue();
    assertThat(airportsOf("repeat@unict.it")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, email",
    "sara, 1, email",
    "sa\u0000ra@unict.it, 1, email",
    "sara@unict.it, 256, user_id"
  })
  void deleteDataShouldRejectAnInvalidRequestNamingTheField(
      String email, int idLength, String field) {
    // when
    Status status =
        rig.grpc.failure(ofAddress(email).toBuilder().setUserId("x".repeat(idLength)).build());

    // then
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).contains(field).doesNotContain("Exception");
  }
}
