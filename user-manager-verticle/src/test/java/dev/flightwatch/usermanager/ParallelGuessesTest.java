package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guesses of a password, at two user managers on one database. */
@ExtendWith({VertxExtension.class, TestDatabases.class})
class ParallelGuessesTest {
  private static final int GUESSES = 1_000;
  private static final int TRIES = 10;

  private final Vertx another = Vertx.vertx();
  private Vertx vertx;
  private UsersCaller here;
  private UsersCaller there;

  @BeforeEach
  void startTwo(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    JsonObject keys = new JsonObject().put("database_url", database.url());
    here = RunningUserManager.start(vertx, keys).users();
    there = RunningUserManager.start(another, keys).users();
  }

  @AfterEach
  void stop() {
    another.close().await();
  }

  @Test
  void guessesShouldCostTenHashesWhileSessionsGoOn() {
    // given
    here.register("r1", UsersCaller.ada()).await();
    String session = there.login("correct horse").await().bodyAsJsonObject().getString("token");
    long before = hashes();

    // when
    List<Integer> statuses = guess(401, i -> at(i).login("guess " + i));

    // then
    assertThat(Collections.frequency(statuses, 401)).isEqualTo(TRIES);
    assertThat(hashes() - before).isEqualTo(TRIES);
    assertThat(statuses).isSubsetOf(401, 429, 503);
    for (UsersCaller users : List.of(here, there)) {
      assertThat(users.login("correct horse").await().statusCode()).isEqualTo(429);
    }
    assertThat(
            here.send(HttpMethod.GET, "/users/me", UsersCaller.bearer(session), null)
                .await()
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void guessesByRepeatedRegistrationsShouldCostTheTriesOfALogin() {
    // given
    here.register("r1", UsersCaller.ada()).await();
    long before = hashes();

    // when
    List<Integer> statuses =
        guess(
            422, i -> at(i).register("r1", UsersCaller.ada().put("password", "guess number " + i)));

    // then
    assertThat(Collections.frequency(statuses, 422)).isEqualTo(TRIES);
    // A guess that is known to be wrong counts even when an overloaded server does not hash it.
    assertThat(hashes() - before).isLessThanOrEqualTo(TRIES);
    assertThat(statuses).isSubsetOf(422, 429, 503);
    for (UsersCaller users : List.of(here, there)) {
      HttpResponse<Buffer> right = users.register("r1", UsersCaller.ada()).await();
      assertThat(right.statusCode()).isEqualTo(429);
      assertThat(right.bodyAsJsonObject().getString("code")).isEqualTo("too_many_tries");
      assertThat(Integer.parseInt(right.getHeader("Retry-After"))).isPositive();
      assertThat(users.login("correct horse").await().statusCode()).isEqualTo(429);
    }
  }

  private UsersCaller at(int guess) {
    return guess % 2 == 0 ? here : there;
  }

  /**
   * Guesses in parallel, then one by one until all tries were used, because an overloaded server
   * refuses guesses with 503 that take no try. Returns the statuses.
   *
   * @param wrong the status of a guess that took a try
   */
  private List<Integer> guess(int wrong, IntFunction<Future<HttpResponse<Buffer>>> request) {
    List<Future<HttpResponse<Buffer>>> parallel =
        IntStream.range(0, GUESSES).mapToObj(request).toList();
    Future.all(parallel).await();
    List<Integer> statuses = new ArrayList<>();
    parallel.forEach(guess -> statuses.add(guess.result().statusCode()));
    Eventually.holds(
        vertx,
        () -> {
          statuses.add(request.apply(statuses.size()).await().statusCode());
          return Collections.frequency(statuses, wrong) >= TRIES;
        });
    return statuses;
  }

  @Test
  void wrongRepeatOfARegistrationShouldCostOneHash() {
    // given
    here.register("r1", UsersCaller.ada()).await();
    long before = hashes();

    // when
    here.register("r1", UsersCaller.ada().put("password", "another horse")).await();

    // then
    assertThat(hashes() - before).isOne();
  }

  @Test
  void unknownAddressShouldCostOneHash() {
    // given
    JsonObject unknown = UsersCaller.ada().put("email", "nobody@example.com");

    // when
    long before = hashes();
    here.send(HttpMethod.POST, "/sessions", Map.of(), unknown).await();
    long login = hashes() - before;
    here.delete(unknown).await();

    // then
    assertThat(login).isOne();
    assertThat(hashes() - before).isEqualTo(2);
  }

  private long hashes() {
    return hashes(vertx) + hashes(another);
  }

  private static long hashes(Vertx vertx) {
    return Meters.of(vertx)
        .text()
        .lines()
        .filter(line -> line.startsWith("flightwatch_hash_seconds_count"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
