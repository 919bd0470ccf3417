package dev.flightwatch.usermanager.users;

import java.util.Map;

/**
 * Which users exist.
 *
 * @param emailToId the ids of those who are registered now, by the address as it was asked
 */
public record UsersChecked(Map<String, String> emailToId) {}
