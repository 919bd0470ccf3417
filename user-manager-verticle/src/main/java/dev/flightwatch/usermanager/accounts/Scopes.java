package dev.flightwatch.usermanager.accounts;

import java.util.Set;

/** What tokens allow. */
public final class Scopes {
  public static final String READ = "read";
  public static final String WRITE = "write";

  /** Allows to manage the account; only sessions have it. */
  public static final String ACCOUNT = "account";

  /** The scopes of every session. */
  public static final Set<String> SESSION = Set.of(READ, WRITE, ACCOUNT);

  private Scopes() {}
}
