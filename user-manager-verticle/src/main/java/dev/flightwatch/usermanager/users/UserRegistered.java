package dev.flightwatch.usermanager.users;

/**
 * What a registration is answered.
 *
 * @param outcome what the request that is answered did, now or when it was first made
 * @param replayed whether this is the first answer once more
 * @param json the answer's text, the same for every repeat
 */
public record UserRegistered(RegistrationOutcome outcome, boolean replayed, String json) {}
