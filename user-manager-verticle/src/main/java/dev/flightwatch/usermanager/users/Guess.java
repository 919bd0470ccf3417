package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;

/**
 * Whose password is tried, and from where.
 *
 * @param network the client's network, as text
 */
record Guess(EmailAddress email, String network) {}
