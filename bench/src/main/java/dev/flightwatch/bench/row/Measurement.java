package dev.flightwatch.bench.row;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Result;
import dev.flightwatch.bench.report.Result.Measured;
import dev.flightwatch.bench.report.Result.NotMeasured;
import dev.flightwatch.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One scenario from its beginning to its results. */
final class Measurement {
  private static final Logger log = LoggerFactory.getLogger(Measurement.class);

  private final Scenario scenario;
  private final Effort effort;

  Measurement(Scenario scenario, Effort effort) {
    this.scenario = requireNonNull(scenario);
    this.effort = requireNonNull(effort);
  }

  /** A result a row. What cannot be measured, or fails, says why, and harms no other scenario. */
  List<Result> run() {
    List<Row> rows = scenario.rows();
    try (scenario) {
      log.info("{}: warming up", rows.get(0).name());
      scenario.prepare();
      List<List<Pair>> rounds = new ArrayList<>();
      measure(rounds);
      if (effort.brief() && results(rounds).stream().anyMatch(Measured::isUnderHalf)) {
        log.info("{}: once more", rows.get(0).name());
        measure(rounds);
      }
      return List.copyOf(results(rounds));
    } catch (NotMeasurableException e) {
      return notMeasured(e.getMessage());
    } catch (Exception e) {
      log.warn("{} failed", rows.get(0).name(), e);
      return notMeasured(
          "it failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private void measure(List<List<Pair>> rounds) throws Exception {
    for (int i = 0; i < effort.rounds(); i++) {
      List<Pair> round = scenario.round();
      rounds.add(round);
      for (int row = 0; row < round.size(); row++) {
        log.info("{}: {}", scenario.rows().get(row).name(), round.get(row));
      }
    }
  }

  private List<Measured> results(List<List<Pair>> rounds) {
    List<Row> rows = scenario.rows();
    return IntStream.range(0, rows.size())
        .mapToObj(
            row ->
                new Measured(rows.get(row), rounds.stream().map(round -> round.get(row)).toList()))
        .toList();
  }

  private List<Result> notMeasured(String reason) {
    return scenario.rows().stream().<Result>map(row -> new NotMeasured(row, reason)).toList();
  }
}
