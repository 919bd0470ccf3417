package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts the requests for a token, and shows the state of the token and the mode of the sources.
 */
final class TokenMetrics {
  private final Meters meters;
  private final Map<TokenState, Counter> requests;

  TokenMetrics(Meters meters) {
    this.meters = meters;
    requests =
        Map.of(
            TokenState.VALID, requests("granted"),
            TokenState.REFUSED, requests("refused"),
            TokenState.FAILED, requests("failed"));
  }

  private Counter requests(String outcome) {
    return Counter.builder("flightwatch_opensky_token_requests_total")
        .description("Requests for an access token")
        .tag("outcome", outcome)
        .register(meters.registry());
  }

  /**
   * Records a request.
   *
   * @param result the state of the token after the request
   */
  void requested(TokenState result) {
    requests.get(result).increment();
  }

  /** Shows the current mode, and the current state of the token. */
  void show(OpenSkySource source) {
    showState(
        meters,
        "flightwatch_opensky_mode",
        "1 for the current mode",
        OpenSkyStatus.Mode.class,
        () -> source.status().mode());
    showState(
        meters,
        "flightwatch_opensky_token_state",
        "1 for the current state of the access token",
        TokenState.class,
        () -> source.status().token());
  }

  /** Registers a gauge for each value, which is 1 for the current one, and 0 for the others. */
  static <E extends Enum<E>> void showState(
      Meters meters, String name, String help, Class<E> values, Supplier<E> current) {
    String label = name.substring(name.lastIndexOf('_') + 1);
    for (E value : values.getEnumConstants()) {
      meters.gauge(
          name, help, () -> current.get() == value ? 1 : 0, label, Meters.labelValue(value));
    }
  }
}
