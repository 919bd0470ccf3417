package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.usermanager.accounts.Account;
import dev.flightwatch.usermanager.accounts.PersonalToken;
import dev.flightwatch.usermanager.accounts.Session;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The JSON of accounts, sessions and tokens, without the values of tokens. */
final class AccountJson {
  private AccountJson() {}

  /** Returns who the user is. */
  static JsonObject user(Account account) {
    return new JsonObject()
        .put("id", account.id().toString())
        .put("email", account.email().value())
        .put("nome", account.nome())
        .put("cognome", account.cognome());
  }

  /** Returns all that is stored about the user. */
  static JsonObject account(Account account, Identity caller) {
    return user(account)
        .put("created_at", time(account.createdAt()))
        .put(
            "sessions",
            new JsonArray(
                account.sessions().stream().map(session -> session(session, caller)).toList()))
        .put("tokens", tokens(account.tokens()));
  }

  private static JsonObject session(Session session, Identity caller) {
    return new JsonObject()
        .put("id", session.id().toString())
        .put("created_at", time(session.createdAt()))
        .put("expires_at", time(session.expiresAt()))
        .put("current", session.token().equals(caller.token()));
  }

  static JsonArray tokens(List<PersonalToken> tokens) {
    return new JsonArray(
        tokens.stream()
            .map(
                token ->
                    token(token)
                        .put("created_at", time(token.createdAt()))
                        .put("last_used_at", time(token.lastUsedAt())))
            .toList());
  }

  /** Returns what the maker of a token has chosen. */
  static JsonObject token(PersonalToken token) {
    return new JsonObject()
        .put("id", token.id().toString())
        .put("name", token.name())
        .put("scopes", new JsonArray(token.scopes().stream().sorted().toList()))
        .put("expires_at", time(token.expiresAt()));
  }

  /** Returns a time in whole seconds, as RFC 3339; null for null. */
  static String time(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
