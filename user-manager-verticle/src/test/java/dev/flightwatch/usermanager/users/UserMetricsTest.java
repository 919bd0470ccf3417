package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserMetricsTest {
  private final Meters meters = Meters.detached();
  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final RecordingRelay relay = new RecordingRelay();
  private final UserService target =
      new UserService(
          new UserDependencies(
              store,
              hasher,
              relay,
              (outcome, email, requestId) -> "{}",
              new UserMetrics(meters),
              new SettableClock("2026-03-01T12:00:00Z")),
          new UserServiceOptions(
              Duration.ofHours(24), Duration.ofSeconds(10), Duration.ofMinutes(10), 2, 100));

  private void register(String requestId, String email, String nome) {
    target.register(
        new RegisterUser(requestId, new EmailAddress(email), "correct horse", nome, null));
  }

  private void delete(String email, String password) {
    target.delete(new DeleteUser(new EmailAddress(email), password));
  }

  private void assertCounted(String name, String outcome, int times) {
    assertThat(meters.text().lines())
        .contains(name + "{outcome=\"" + outcome + "\"} " + (double) times);
  }

  @Test
  void toolkitMetricsShouldHaveThePrefixOfTheService() {
    assertThat(meters.name("requests_shed_total")).isEqualTo("flightwatch_requests_shed_total");
  }

  @Test
  void countersShouldStartAtZero() {
    assertCounted("flightwatch_registrations_total", "created", 0);
    assertCounted("flightwatch_registrations_total", "failed", 0);
    assertCounted("flightwatch_deletions_total", "wrong_password", 0);
  }

  @Test
  void registrationsShouldBeCountedByOutcome() {
    // when
    register("r1", "ada@example.com", "Ada");
    register("r1", "ada@example.com", "Ada");
    register("r1", "ada@example.com", "Bob");
    register("r2", "ada@example.com", "Ada");
    hasher.overloaded = true;
    register("r4", "bob@example.com", "Bob");
    hasher.overloaded = false;
    delete("ada@example.com", "correct horse");
    register("r1", "ada@example.com", "Ada");
    store.unavailable = true;
    register("r5", "bob@example.com", "Bob");

    // then
    for (String once : new String[] {"created", "replayed", "conflict", "known"}) {
      assertCounted("flightwatch_registrations_total", once, 1);
    }
    assertCounted("flightwatch_registrations_total", "shed", 1);
    assertCounted("flightwatch_registrations_total", "gone", 1);
    assertCounted("flightwatch_registrations_total", "failed", 1);
  }

  @Test
  void deletionsShouldBeCountedByOutcome() {
    // given
    register("r1", "ada@example.com", "Ada");
    register("r2", "bob@example.com", "Bob");

    // when
    delete("ada@example.com", "wrong horse");
    delete("ada@example.com", "correct horse");
    delete("ada@example.com", "correct horse");
    relay.confirms = false;
    delete("bob@example.com", "correct horse");
    store.unavailable = true;
    delete("bob@example.com", "correct horse");

    // then
    for (String once : new String[] {"wrong_password", "propagated", "not_found", "pending"}) {
      assertCounted("flightwatch_deletions_total", once, 1);
    }
    assertCounted("flightwatch_deletions_total", "failed", 1);
  }
}
