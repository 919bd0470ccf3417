package dev.flightwatch.usermanager.users;

import java.time.Duration;

/**
 * The times that the rules go by.
 *
 * @param requestTtl how long the record of a registration request is kept
 * @param ownTelling how long the process that deleted a user alone tells the data collector of it
 * @param forgetBatch how many records are forgotten at once
 */
public record UserTimes(Duration requestTtl, Duration ownTelling, int forgetBatch) {}
