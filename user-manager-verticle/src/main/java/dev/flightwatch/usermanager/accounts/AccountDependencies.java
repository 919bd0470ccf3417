package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.usermanager.users.PasswordCheck;
import dev.flightwatch.usermanager.users.PasswordHasher;
import dev.flightwatch.usermanager.users.UserStore;
import java.time.Clock;

/** The dependencies of the rules on accounts. */
public record AccountDependencies(
    AccountStore store,
    UserStore users,
    PasswordHasher hasher,
    PasswordCheck passwords,
    AccountMetrics metrics,
    Clock clock) {}
