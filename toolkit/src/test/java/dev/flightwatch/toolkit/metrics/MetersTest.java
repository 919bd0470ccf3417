package dev.flightwatch.toolkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetersTest {
  private enum Outcome {
    GOOD,
    NOT_SO_GOOD,
    NUMBER {
      @Override
      public String toString() {
        return "4XX";
      }
    }
  }

  private final Meters target = Meters.detached();

  private static Counter.Builder things() {
    return Counter.builder("test_things_total").description("Things");
  }

  private void assertShown(String... lines) {
    assertThat(target.text().lines()).contains(lines);
  }

  @Test
  void countersShouldShowEveryValueWhenFewWereCounted() {
    // given
    Map<Outcome, Counter> counters =
        target.counters(things().tag("kind", "x"), "outcome", Outcome.class);

    // when
    counters.get(Outcome.NOT_SO_GOOD).increment();
    counters.get(Outcome.NUMBER).increment(5);

    // then
    assertShown(
        "test_things_total{kind=\"x\",outcome=\"good\"} 0.0",
        "test_things_total{kind=\"x\",outcome=\"not_so_good\"} 1.0",
        "test_things_total{kind=\"x\",outcome=\"4xx\"} 5.0");
  }

  @Test
  void gaugeShouldShowTheLatestSupplierWhenItIsRegisteredAgain() {
    // given
    target.gauge("test_depth", "Depth", () -> 1, "of", "a");
    target.gauge("test_depth", "Depth", () -> Double.NaN, "of", "b");

    // when
    target.gauge("test_depth", "Depth", () -> 3, "of", "a");

    // then
    assertShown("test_depth{of=\"a\"} 3.0", "test_depth{of=\"b\"} NaN");
  }

  @Test
  void timerShouldShowItsBucketsAndItsMaximum() {
    // given
    Timer timer = Buckets.QUICK.timer("test_wait_seconds", "Wait").register(target.registry());

    // when
    timer.record(Duration.ofMillis(2));
    timer.record(300, TimeUnit.MILLISECONDS);

    // then
    assertShown(
        "# TYPE test_wait_seconds histogram",
        "test_wait_seconds_bucket{le=\"0.001\"} 0",
        "test_wait_seconds_bucket{le=\"0.0025\"} 1",
        "test_wait_seconds_bucket{le=\"0.5\"} 2",
        "test_wait_seconds_bucket{le=\"10.0\"} 2",
        "test_wait_seconds_count 2",
        "test_wait_seconds_max 0.3");
  }

  @Test
  void metersShouldBeSeparateForEachVertx() throws Exception {
    // given
    Vertx one = MeteredVertx.builder(new VertxOptions()).build();
    Vertx other = MeteredVertx.builder(new VertxOptions()).build();
    // when
    things().register(Meters.of(one).registry()).increment();
    things().register(Meters.of(other).registry());
    // then
    assertThat(Meters.of(one)).isSameAs(Meters.of(one));
    assertThat(Meters.of(one).text().lines()).contains("test_things_total 1.0");
    assertThat(Meters.of(other).text().lines()).contains("test_things_total 0.0");
    Future.join(one.close(), other.close()).await(30, TimeUnit.SECONDS);
  }
}
