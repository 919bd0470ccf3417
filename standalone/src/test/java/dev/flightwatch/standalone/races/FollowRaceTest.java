package dev.flightwatch.standalone.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import dev.flightwatch.datacollector.interests.FollowedAirportsScan;
import dev.flightwatch.datacollector.interests.InterestDependencies;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.interests.InterestService;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFollowedAirports;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Verifies that a followed airport keeps its mark, in every order of the steps of a follow, an
 * unfollow by the only other follower, and a scan.
 */
class FollowRaceTest {
  private static final AirportCode LICC = new AirportCode("LICC");
  private static final EmailAddress FIRST = new EmailAddress("sara@unict.it");
  private static final EmailAddress SECOND = new EmailAddress("luca@unict.it");
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final EmbeddedMongoServer MONGO = EmbeddedMongoServer.startEphemeral();
  private static final Vertx VERTX = Vertx.vertx();
  private static final MongoDatabase DATABASE =
      MongoDatabase.open(
          VERTX,
          new MongoDatabase.Options(URI.create(MONGO.url()), "races", 4, Duration.ofSeconds(20)));

  private static final InterestStore INTERESTS = new MongoInterestStore(DATABASE);
  private static final FollowedAirports FOLLOWED = new MongoFollowedAirports(DATABASE);

  @AfterAll
  static void close() {
    VERTX.close().await();
    MONGO.close();
  }

  /** The rules for one operation, whose calls of the stores are its steps. */
  private static InterestDependencies dependencies(Steps steps) {
    return new InterestDependencies(
        steps.of(InterestStore.class, INTERESTS),
        steps.of(FollowedAirports.class, FOLLOWED),
        email -> Future.succeededFuture(new UserStatus(true, Optional.of(idOf(email)))),
        event -> Future.succeededFuture(),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private static String idOf(EmailAddress email) {
    return UUID.nameUUIDFromBytes(email.value().getBytes()).toString();
  }

  private static InterestService service(Steps steps) {
    return new InterestService(
        dependencies(steps), airport -> Future.succeededFuture(FlightCount.NONE));
  }

  private static void scan() {
    new FollowedAirportsScan(dependencies(Steps.free())).run(() -> true).await();
  }

  @Test
  void followedAirportShouldBeMarkedInEveryOrder() {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler();
    Set<String> outcomes = new HashSet<>();
    do {
      Interleaving interleaving = new Interleaving(scheduler, () -> {});
      service(Steps.free()).follow(new Follow(FIRST, LICC)).await();

      // when
      service(interleaving.steps("follow")).follow(new Follow(SECOND, LICC));
      service(interleaving.steps("unfollow"))
          .unfollow(new Unfollow(FIRST, Optional.of(LICC), Optional.empty()));
      new FollowedAirportsScan(dependencies(interleaving.steps("scan"))).run(() -> true);
      interleaving.run().await();

      // then
      assertThat(FOLLOWED.marked("", 10).await()).as(interleaving.toString()).containsKey(LICC);
      outcomes.add(interleaving.toString());
      service(Steps.free())
          .unfollow(new Unfollow(SECOND, Optional.of(LICC), Optional.empty()))
          .await();
      scan();
      assertThat(FOLLOWED.marked("", 10).await()).isEmpty();
    } while (scheduler.next());
    assertThat(outcomes).hasSizeGreaterThan(100);
    assertThat(outcomes).anyMatch(order -> order.contains("scan.clear"));
  }
}
