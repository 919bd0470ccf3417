package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.users.UserClient;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Function;

/**
 * The dependencies of the follow rules and of the periodic tasks on interests.
 *
 * @param publisher publishes an event; completes when the subscribers in this process handled it
 */
public record InterestDependencies(
    InterestStore store,
    FollowedAirports followed,
    UserClient users,
    Function<InterestsChanged, Future<Void>> publisher,
    Clock clock) {}
