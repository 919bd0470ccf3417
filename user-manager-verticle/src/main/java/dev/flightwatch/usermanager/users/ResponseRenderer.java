package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;

/**
 * Renders the body of the response to a registration. The text is stored with the record of the
 * request, so that every repeat gets the same bytes.
 */
@FunctionalInterface
public interface ResponseRenderer {
  String render(RegistrationOutcome outcome, EmailAddress email, String requestId);
}
