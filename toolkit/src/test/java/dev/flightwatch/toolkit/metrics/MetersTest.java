package dev.flightwatch.toolkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetersTest {
  private enum Word {
    GOOD,
    NOT_SO_GOOD,
    NUMBER {
      @Override
      public String toString() {
        return "4XX";
      }
    }
  }

  private static final Metric THINGS = Metric.of("flightwatch_things_total", "Things");

  private final Meters target = Meters.alone();

  private void assertShown(String... lines) {
    assertThat(target.text().lines()).contains(lines);
  }

  @Test
  void countersShouldBeginAtZeroAndCountTogetherWhenTheyAreTheSame() {
    // given
    Counter counter = target.counter(THINGS);
    String before = target.text();

    // when
    counter.increment();
    target.counter(THINGS).add(2);

    // then
    assertThat(before.lines())
        .contains(
            "# HELP flightwatch_things_total Things",
            "# TYPE flightwatch_things_total counter",
            "flightwatch_things_total 0.0");
    assertShown("flightwatch_things_total 3.0");
  }

  @Test
  void countersByWordShouldShowEveryWord() {
    // given
    EnumCounter<Word> counter = target.counter(THINGS.with("kind", "x"), "outcome", Word.class);

    // when
    counter.increment(Word.NOT_SO_GOOD);
    counter.add(Word.NUMBER, 5);

    // then
    assertShown(
        "flightwatch_things_total{kind=\"x\",outcome=\"good\"} 0.0",
        "flightwatch_things_total{kind=\"x\",outcome=\"not_so_good\"} 1.0",
        "flightwatch_things_total{kind=\"x\",outcome=\"4xx\"} 5.0");
  }

  @Test
  void totalsShouldBeWhatTheyAreWhenAskedFor() {
    // given
    AtomicLong total = new AtomicLong();
    target.total(THINGS, total::get);

    // when
    total.set(7);

    // then
    assertShown("flightwatch_things_total 7.0");
  }

  @Test
  void gaugesShouldShowTheLatestWhoToldThem() {
    // given
    Metric depth = Metric.of("flightwatch_depth", "Depth").with("of", "a");
    target.gauge(depth, () -> 1);
    target.gauge(depth.with("of", "b"), () -> 2);

    // when
    target.gauge(depth, () -> 3);

    // then
    assertShown("flightwatch_depth{of=\"a\"} 3.0", "flightwatch_depth{of=\"b\"} 2.0");
  }

  @Test
  void levelsShouldBeUnknownUntilTheyAreSetAndWhenForgotten() {
    // given
    Level level = target.level(Metric.of("flightwatch_depth", "Depth"));
    String before = target.text();

    // when
    level.set(1.5);
    String set = target.text();
    level.forget();

    // then
    assertThat(before.lines()).contains("flightwatch_depth NaN");
    assertThat(set.lines()).contains("flightwatch_depth 1.5");
    assertShown("flightwatch_depth NaN");
  }

  @Test
  void statesShouldShowTheOneThatIsAndNoneWhenThereIsNone() {
    // given
    AtomicReference<Word> state = new AtomicReference<>(Word.GOOD);
    target.states(Metric.of("flightwatch_state", "State"), "state", Word.class, state::get);
    String good = target.text();

    // when
    state.set(null);

    // then
    assertThat(good.lines())
        .contains(
            "flightwatch_state{state=\"good\"} 1.0",
            "flightwatch_state{state=\"not_so_good\"} 0.0");
    assertShown("flightwatch_state{state=\"good\"} 0.0");
  }

  @Test
  void histogramsShouldHaveTheirBucketsAndTheLongest() {
    // given
    Histogram histogram =
        target.histogram(Metric.of("flightwatch_wait_seconds", "Wait"), Buckets.QUICK);

    // when
    histogram.record(Duration.ofMillis(2));
    histogram.record(TimeUnit.MILLISECONDS.toNanos(300));

    // then
    assertShown(
        "# TYPE flightwatch_wait_seconds histogram",
        "flightwatch_wait_seconds_bucket{le=\"0.001\"} 0",
        "flightwatch_wait_seconds_bucket{le=\"0.0025\"} 1",
        "flightwatch_wait_seconds_bucket{le=\"0.5\"} 2",
        "flightwatch_wait_seconds_bucket{le=\"10.0\"} 2",
        "flightwatch_wait_seconds_bucket{le=\"+Inf\"} 2",
        "flightwatch_wait_seconds_count 2",
        "flightwatch_wait_seconds_max 0.3");
  }

  @Test
  void histogramsOfAFamilyShouldAppearWithTheirFirstDuration() {
    // given
    HistogramFamily family =
        target.histograms(Metric.of("flightwatch_wait_seconds", "Wait"), "outcome", Buckets.DELAY);
    String before = target.text();

    // when
    family.record("ok", 1);
    family.record("ok", 1);

    // then
    assertThat(before).doesNotContain("flightwatch_wait_seconds");
    assertShown("flightwatch_wait_seconds_count{outcome=\"ok\"} 2");
  }

  @Test
  void cachesShouldShowTheirFigures() {
    // when
    target.cache("answers", () -> new CacheFigures(1, 2, 3, 4, 5));

    // then
    assertShown(
        "flightwatch_cache_requests_total{cache=\"answers\",result=\"hit\"} 1.0",
        "flightwatch_cache_requests_total{cache=\"answers\",result=\"miss\"} 2.0",
        "flightwatch_cache_evictions_total{cache=\"answers\"} 3.0",
        "flightwatch_cache_entries{cache=\"answers\"} 4.0",
        "flightwatch_cache_bytes{cache=\"answers\"} 5.0");
  }

  @Test
  void namesShouldBeThoseOfPrometheus() {
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.of("flightwatch.things", ""));
  }

  @Test
  void metersShouldBeOnesOwnForEachVertx() throws Exception {
    // given
    Vertx one = MeteredVertx.builder(new VertxOptions()).build();
    Vertx other = MeteredVertx.builder(new VertxOptions()).build();
    try {
      // when
      Meters.of(one).counter(THINGS).increment();
      Meters.of(other).counter(THINGS);

      // then
      assertThat(Meters.of(one)).isSameAs(Meters.of(one));
      assertThat(Meters.of(one).text().lines()).contains("flightwatch_things_total 1.0");
      assertThat(Meters.of(other).text().lines()).contains("flightwatch_things_total 0.0");
    } finally {
      one.close().await(10, TimeUnit.SECONDS);
      other.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void meteredVertxShouldShowTheProcessAndItsEventLoops() throws Exception {
    // given
    Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();
    try {
      // when
      String text = Meters.of(vertx).text();

      // then
      assertThat(text)
          .contains(
              "jvm_memory_used_bytes{",
              "jvm_threads_live_threads ",
              "jvm_gc_",
              "process_uptime_seconds ",
              "process_cpu_usage ",
              "vertx_pool_in_use",
              "flightwatch_event_loop_delay_seconds_count ");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
