package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.proto.DeleteDataRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of the deployed service contain every acknowledged change, despite the cache. */
class AcknowledgedReadsTest {
  @AutoClose private static final ServiceRig rig = new ServiceRig();

  @BeforeAll
  static void start() {
    // In a cold JVM the first call to the user manager may exceed its deadline.
    awaitUntil(rig.vertx, () -> rig.follow("first@unict.it", "LICC").status() == 200);
  }

  private static List<Object> airports(String email) {
    return rig.interests(email).json().getJsonArray("airports").stream().toList();
  }

  private static int flights(String email) {
    return rig.http
        .get("/flights/my-interests", "email", email)
        .json()
        .getInteger("total_flights_found");
  }

  private static double average(String airport) {
    JsonObject average = rig.http.get("/flights/average", "airport", airport, "days", "1").json();
    return average.getDouble("average_flights");
  }

  /** Repeated, because connections are distributed over two instances of the API. */
  @ParameterizedTest
  @ValueSource(strings = {"LIC1", "LIC2", "LIC3", "LIC4", "LIC5"})
  void readsShouldReflectAFollowAndAnUnfollow(String airport) {
    // given: responses that are cached
    String email = "reads@unict.it";
    int known = flights(email);
    assertThat(airports(email)).doesNotContain(airport);
    assertThat(average(airport)).isZero();

    // when
    HttpReply followed = rig.follow(email, airport);

    // then
    assertThat(followed.status()).as(followed.body().toString()).isEqualTo(200);
    int collected = followed.json().getInteger("flights_collected");
    assertThat(collected).isPositive();
    assertThat(airports(email)).contains(airport);
    assertThat(flights(email)).isEqualTo(known + collected);
    assertThat(average(airport)).isPositive();

    // when
    rig.http.delete("/interests", "email", email, "airport", airport);

    // then
    assertThat(airports(email)).doesNotContain(airport);
    assertThat(flights(email)).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsShouldReflectTheDeletionOfAUser(boolean withId) {
    // given
    String email = "deleted-" + withId + "@unict.it";
    rig.follow(email, "LICC");
    assertThat(airports(email)).hasSize(1);
    assertThat(flights(email)).isPositive();

    // when
    DeleteDataRequest.Builder request = DeleteDataRequest.newBuilder().setEmail(email);
    if (withId) {
      request
          .setUserId(rig.users.idOf(email))
          .setClientId("user-manager")
          .setMessageId("deleted-" + withId);
    }
    rig.grpc.call(request.build());

    // then
    assertThat(airports(email)).isEmpty();
    assertThat(flights(email)).isZero();
  }
}
