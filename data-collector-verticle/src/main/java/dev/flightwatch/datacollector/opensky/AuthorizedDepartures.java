package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Unauthorized;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Adds an access token to each call; if it is rejected, repeats the call once with a new one. */
final class AuthorizedDepartures implements Departures {
  private final TokenSource tokens;
  private final OpenSkyClient client;

  AuthorizedDepartures(TokenSource tokens, OpenSkyClient client) {
    this.tokens = tokens;
    this.client = client;
  }

  @Override
  public Future<List<JsonObject>> fetch(DepartureQuery query) {
    TimeLeft left = new TimeLeft(query.timeLimit());
    return tokens
        .token(left)
        .compose(
            token ->
                client
                    .departures(query, token, left)
                    .recover(
                        failure ->
                            failure instanceof Unauthorized
                                ? repeat(query, token, left)
                                : Future.failedFuture(failure)));
  }

  private Future<List<JsonObject>> repeat(DepartureQuery query, String rejected, TimeLeft left) {
    return tokens
        .tokenInsteadOf(rejected, left)
        .compose(token -> client.departures(query, token, left));
  }
}
