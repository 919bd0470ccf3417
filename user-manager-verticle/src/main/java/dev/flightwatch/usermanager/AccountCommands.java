package dev.flightwatch.usermanager;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.usermanager.accounts.AccountDependencies;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.Accounts;
import dev.flightwatch.usermanager.accounts.PersonalTokens;
import dev.flightwatch.usermanager.accounts.Sessions;
import dev.flightwatch.usermanager.accounts.TokenChecks;
import io.vertx.core.Future;
import java.util.List;

/** The consumers of the commands on accounts, which the service verticle starts. */
final class AccountCommands {
  private AccountCommands() {}

  static Future<?> consume(Bus bus, AccountDependencies dependencies) {
    Sessions sessions = new Sessions(dependencies);
    Accounts accounts = new Accounts(dependencies);
    PersonalTokens tokens = new PersonalTokens(dependencies);
    TokenChecks checks = new TokenChecks(dependencies);
    return Future.all(
        List.of(
            bus.consume(AccountMessages.START_SESSION, sessions::start),
            bus.consume(AccountMessages.END_SESSIONS, sessions::end),
            bus.consume(AccountMessages.FIND, accounts::find),
            bus.consume(AccountMessages.EXPORT, accounts::export),
            bus.consume(AccountMessages.UPDATE, accounts::update),
            bus.consume(AccountMessages.MAKE_TOKEN, tokens::make),
            bus.consume(AccountMessages.REVOKE_TOKEN, tokens::revoke),
            bus.consume(AccountMessages.CHECK_TOKENS, checks::check)));
  }
}
