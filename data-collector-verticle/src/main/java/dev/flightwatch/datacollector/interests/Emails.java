package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;

final class Emails {
  private Emails() {}

  /** Reads a caller's text; fails with INVALID naming {@code email}. */
  static EmailAddress parse(String text) {
    return EmailAddress.parse(text)
        .orElseThrow(
            () ->
                ServiceException.invalid(
                    "email", "must be an e-mail address of at most 255 characters"));
  }
}
