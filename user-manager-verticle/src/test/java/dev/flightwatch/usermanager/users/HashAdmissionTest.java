package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The hasher accepts 30 hashes of each part. */
class HashAdmissionTest {
  private static final HashTurn CAMPUS = HashTurn.registration("192.0.2.1");
  private static final HashTurn HOME = HashTurn.registration("192.0.2.2");

  private final HashAdmission target = new HashAdmission(new PlainHasher());
  private final Promise<Void> end = Promise.promise();

  @Test
  void runShouldLeaveRoomForOtherNetworksAndLogins() {
    // when
    long ofCampus = started(CAMPUS, 100);
    long ofHome = started(HOME, 100);
    long ofThird = started(HashTurn.registration("192.0.2.3"), 1);
    long logins = started(HashTurn.login("192.0.2.1"), 100);

    // then
    assertThat(ofCampus).isEqualTo(23);
    assertThat(ofHome).isEqualTo(6);
    assertThat(ofThird).isOne();
    assertThat(logins).isEqualTo(23);
  }

  @Test
  void runShouldRefuseUntilARequestHasEnded() {
    // given
    started(CAMPUS, 100);
    Future<String> refused = target.run(CAMPUS, () -> Future.succeededFuture("started"));

    // when
    end.complete();

    // then
    assertThat(ServiceException.from(refused.cause()).kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(target.run(CAMPUS, () -> Future.succeededFuture("started")).result())
        .isEqualTo("started");
    Future<String> failed =
        target.run(
            CAMPUS,
            () -> {
              throw new IllegalStateException("as a test");
            });
    assertThat(failed.cause()).hasMessage("as a test");
    assertThat(IntStream.range(0, 100))
        .allMatch(i -> target.run(CAMPUS, Future::succeededFuture).succeeded());
  }

  private long started(HashTurn turn, int requests) {
    List<Future<Void>> results =
        IntStream.range(0, requests).mapToObj(i -> target.run(turn, end::future)).toList();
    return results.stream().filter(result -> !result.isComplete()).count();
  }
}
