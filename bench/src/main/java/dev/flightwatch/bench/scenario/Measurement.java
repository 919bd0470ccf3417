package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.bench.report.RowResult;
import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one scenario. */
final class Measurement {
  private static final Logger log = LoggerFactory.getLogger(Measurement.class);

  private final Scenario scenario;
  private final RunLength length;

  Measurement(Scenario scenario, RunLength length) {
    this.scenario = requireNonNull(scenario);
    this.length = requireNonNull(length);
  }

  /** Returns a result for each row. A failure is a result with the reason. */
  List<RowResult> run() {
    List<BenchmarkRow> rows = scenario.rows();
    try (scenario) {
      log.info("{}: warming up", rows.get(0).name());
      scenario.prepare();
      List<List<RoundFigures>> rounds = new ArrayList<>();
      measure(rounds);
      if (length.isBrief() && results(rounds).stream().anyMatch(MeasuredRow::isUnderHalf)) {
        log.info("{}: measuring again", rows.get(0).name());
        measure(rounds);
      }
      return List.copyOf(results(rounds));
    } catch (NotMeasurableException e) {
      return notMeasured(e.getMessage());
    } catch (Exception e) {
      log.warn("{} failed", rows.get(0).name(), e);
      return notMeasured(
          "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private void measure(List<List<RoundFigures>> rounds) throws Exception {
    for (int i = 0; i < length.rounds(); i++) {
      List<RoundFigures> round = scenario.round();
      rounds.add(round);
      for (int row = 0; row < round.size(); row++) {
        BenchmarkRow measured = scenario.rows().get(row);
        log.info("{}: {}", measured.name(), round.get(row).text(measured));
      }
    }
  }

  private List<MeasuredRow> results(List<List<RoundFigures>> rounds) {
    List<BenchmarkRow> rows = scenario.rows();
    return IntStream.range(0, rows.size())
        .mapToObj(
            row ->
                new MeasuredRow(
                    rows.get(row), rounds.stream().map(round -> round.get(row)).toList()))
        .toList();
  }

  private List<RowResult> notMeasured(String reason) {
    return scenario.rows().stream().<RowResult>map(row -> new UnmeasuredRow(row, reason)).toList();
  }
}
