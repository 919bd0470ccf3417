package dev.flightwatch.usermanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationResponsesTest {
  /** The texts that earlier versions have stored, so that their repeats get the same bytes. */
  @ParameterizedTest
  @CsvSource({"CREATED, User registered.", "KNOWN, This address is registered already."})
  void bodyShouldBeTheStoredText(RegistrationOutcome outcome, String message) {
    assertThat(RegistrationResponses.body(outcome, new EmailAddress("\u00fc@example.com"), "r1"))
        .isEqualTo(
            "{\"message\":\"%s\",\"email\":\"\u00fc@example.com\",\"request_id\":\"r1\"}", message);
  }
}
