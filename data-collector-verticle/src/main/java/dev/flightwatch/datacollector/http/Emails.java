package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;

/** Parses the e-mail addresses of requests. */
final class Emails {
  private Emails() {}

  /**
   * Parses the text of a request.
   *
   * @throws ServiceException INVALID, naming {@code email}
   */
  static EmailAddress parse(String text) {
    return EmailAddress.parse(text)
        .orElseThrow(
            () ->
                ServiceException.invalid(
                    "email", "must be an e-mail address of at most 255 characters"));
  }
}
