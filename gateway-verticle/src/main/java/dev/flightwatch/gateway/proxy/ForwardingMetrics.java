package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;

/** Counts the requests to one service by what became of them. */
final class ForwardingMetrics {
  private enum Result {
    FORWARDED,
    ABANDONED,
    REFUSED,
    OVERLOADED,
    TIMEOUT,
    UNAVAILABLE
  }

  private final Map<Result, Counter> resultToCounter;

  ForwardingMetrics(Meters meters, Upstream upstream) {
    resultToCounter =
        meters.counters(
            Counter.builder("flightwatch_gateway_requests_total")
                .description("Requests to a service")
                .tag("upstream", upstream.name()),
            "outcome",
            Result.class);
  }

  void forwarded() {
    count(Result.FORWARDED);
  }

  void abandoned() {
    count(Result.ABANDONED);
  }

  void failed(ServiceException failure) {
    count(
        switch (failure.kind()) {
          case OVERLOADED -> Result.OVERLOADED;
          case TIMEOUT -> Result.TIMEOUT;
          case UNAVAILABLE -> Result.UNAVAILABLE;
          default -> Result.REFUSED;
        });
  }

  private void count(Result result) {
    resultToCounter.get(result).increment();
  }
}
