package dev.flightwatch.usermanager.users;

import java.time.Clock;

/**
 * The dependencies of the user service.
 *
 * @param passwords checks passwords, and limits the requests that need a slow hash
 * @param relay delivers deletions to the data collector
 * @param responses renders the response that is stored with a registration
 */
public record UserDependencies(
    UserStore store,
    PasswordHasher hasher,
    PasswordCheck passwords,
    DeletionRelay relay,
    ResponseRenderer responses,
    UserMetrics metrics,
    Clock clock) {}
