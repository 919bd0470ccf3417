package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.Identity;
import java.time.Instant;

/**
 * An active token.
 *
 * @param isSession whether it is a session's; otherwise it is a personal access token
 * @param usedAt when its use was last recorded; null before
 */
public record CheckedToken(Identity identity, boolean isSession, Instant usedAt) {}
