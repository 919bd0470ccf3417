package dev.flightwatch.datacollector.interests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowerTest {

  /** The example of RFC 9562, appendix A.4. */
  @Test
  void version5ShouldBeThatOfTheRfc() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    assertThat(Follower.version5(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  /** A change of it would part users from what they follow. */
  @Test
  void derivedFromShouldAlwaysGiveAnAddressTheSameId() {
    // when
    Follower follower = Follower.derivedFrom(new EmailAddress("sara@unict.it"));

    // then
    assertThat(follower.derived()).isTrue();
    assertThat(follower.id()).isEqualTo("45bc98d0-e14e-5b77-a7ef-346bbe283814");
    assertThat(Follower.derivedFrom(new EmailAddress("luca@unict.it")).id())
        .isNotEqualTo(follower.id());
  }
}
