package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.statistics.ByDirection;
import dev.flightwatch.datacollector.statistics.LocalPeriod;
import dev.flightwatch.datacollector.statistics.RankedShare;
import dev.flightwatch.datacollector.statistics.Statistics;
import dev.flightwatch.datacollector.statistics.Statistics.Busiest;
import dev.flightwatch.datacollector.statistics.Statistics.CoveredDays;
import dev.flightwatch.datacollector.statistics.Statistics.DayNumbers;
import dev.flightwatch.datacollector.statistics.Statistics.PeriodNumbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The JSON of statistics. Numbers that are not known are null. */
final class StatisticsJson {
  private StatisticsJson() {}

  static JsonObject of(AirportCode airport, Statistics statistics, DataOrigin origin) {
    LocalPeriod period = statistics.current().period();
    JsonObject json =
        new JsonObject()
            .put("airport", airport.value())
            .put("timezone", period.timezone().getId())
            .put("from", period.from().toString())
            .put("to", period.to().toString());
    return FlightJson.putSource(json, statistics.source(), origin)
        .put("as_of", statistics.asOf() == null ? null : statistics.asOf().toString())
        .mergeIn(numbers(statistics.current()))
        .put("previous", previous(statistics.previous()))
        .put("days", new JsonArray(statistics.days().stream().map(StatisticsJson::day).toList()))
        .put("hours", averages(statistics.hours(), "hour", hour -> hour))
        .put("weekdays", averages(statistics.weekdays(), "weekday", StatisticsJson::weekday))
        .put("heatmap", both(statistics.heatmap().map(StatisticsJson::matrix)))
        .put("destinations", ranking(statistics.destinations(), "airport", "city"))
        .put("origins", ranking(statistics.origins(), "airport", "city"))
        .put("airlines", ranking(statistics.airlines(), "icao", "name"))
        .put("rankings_days", "utc")
        .put("busiest", busiest(statistics.busiest()));
  }

  private static JsonObject numbers(PeriodNumbers numbers) {
    return new JsonObject()
        .put("coverage", both(numbers.coverage().map(StatisticsJson::coverage)))
        .put("totals", both(numbers.totals()))
        .put("average_per_day", both(numbers.averagePerDay()));
  }

  private static JsonObject previous(PeriodNumbers numbers) {
    return new JsonObject()
        .put("from", numbers.period().from().toString())
        .put("to", numbers.period().to().toString())
        .mergeIn(numbers(numbers));
  }

  private static JsonObject both(ByDirection<?> values) {
    return JsonObject.of("departures", values.departures(), "arrivals", values.arrivals());
  }

  private static JsonObject coverage(CoveredDays days) {
    return JsonObject.of("final", days.finals(), "partial", days.partials(), "none", days.nones());
  }

  private static JsonObject day(DayNumbers day) {
    ByDirection<String> coverage = day.coverage().map(Coverage::label);
    return JsonObject.of("date", day.date().toString())
        .mergeIn(both(day.flights()))
        .put("departures_coverage", coverage.departures())
        .put("arrivals_coverage", coverage.arrivals());
  }

  /** Returns one row per average, which begins with a field of its own. */
  private static JsonArray averages(
      ByDirection<List<Double>> averages, String field, IntFunction<Object> value) {
    return new JsonArray(
        IntStream.range(0, averages.departures().size())
            .mapToObj(
                i ->
                    JsonObject.of(field, value.apply(i))
                        .mergeIn(both(averages.map(each -> each.get(i)))))
            .toList());
  }

  private static String weekday(int index) {
    return DayOfWeek.of(index + 1).name().toLowerCase(Locale.ROOT);
  }

  private static JsonArray matrix(List<List<Double>> rows) {
    return new JsonArray(rows.stream().map(JsonArray::new).toList());
  }

  private static JsonArray ranking(List<RankedShare> rows, String code, String name) {
    return new JsonArray(
        rows.stream()
            .map(
                row ->
                    JsonObject.of(code, row.code(), name, row.name())
                        .put("flights", row.flights())
                        .put("share", row.share()))
            .toList());
  }

  private static JsonObject busiest(Busiest busiest) {
    return busiest == null
        ? null
        : JsonObject.of("date", busiest.date().toString(), "departures", busiest.departures());
  }
}
