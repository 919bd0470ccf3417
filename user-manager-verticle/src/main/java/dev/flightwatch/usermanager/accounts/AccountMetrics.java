package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.accounts.AccountMessages.CheckTokens;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokensChecked;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.util.Map;

/** Counts logins and checks of tokens by their results. */
public final class AccountMetrics {
  private enum LoginResult {
    SUCCEEDED,
    REFUSED,
    LIMITED,
    SHED,
    FAILED
  }

  private enum CheckResult {
    ACTIVE,
    INACTIVE,
    FAILED
  }

  private final Map<LoginResult, Counter> logins;
  private final Map<CheckResult, Counter> checks;

  public AccountMetrics(Meters meters) {
    logins =
        meters.counters(
            Counter.builder("flightwatch_logins_total").description("Logins"),
            "outcome",
            LoginResult.class);
    checks =
        meters.counters(
            Counter.builder("flightwatch_tokens_checked_total").description("Checks of tokens"),
            "outcome",
            CheckResult.class);
  }

  <T> Future<T> login(Future<T> login) {
    return login
        .onSuccess(started -> logins.get(LoginResult.SUCCEEDED).increment())
        .onFailure(failure -> logins.get(loginFailure(failure)).increment());
  }

  private static LoginResult loginFailure(Throwable failure) {
    return switch (ServiceException.from(failure).kind()) {
      case UNAUTHENTICATED -> LoginResult.REFUSED;
      case LIMITED -> LoginResult.LIMITED;
      case OVERLOADED -> LoginResult.SHED;
      default -> LoginResult.FAILED;
    };
  }

  Future<TokensChecked> check(CheckTokens request, Future<TokensChecked> check) {
    int asked = request.tokens().size();
    return check
        .onSuccess(
            checked -> {
              int active = checked.identities().size();
              checks.get(CheckResult.ACTIVE).increment(active);
              checks.get(CheckResult.INACTIVE).increment((double) asked - active);
            })
        .onFailure(failure -> checks.get(CheckResult.FAILED).increment(asked));
  }
}
