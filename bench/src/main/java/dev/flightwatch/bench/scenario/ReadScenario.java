package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.ConstantRoute;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadTarget;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a GET of the data collector with a bare route that returns the same bytes. */
final class ReadScenario extends RateScenario {
  private static final int OK = 200;

  private final TestBed testBed;
  private final String path;

  ReadScenario(TestBed testBed, BenchmarkRow row, String path) {
    super(testBed, row, testBed.dataCollector().program(), testBed.dataCollector().ports().http());
    this.testBed = testBed;
    this.path = path;
  }

  @Override
  ProgramSpec floorOn(int port) throws Exception {
    Path body = Files.createTempFile(testBed.files(), "body", ".json");
    Files.write(body, ServiceApi.get(testBed.dataCollector(), path));
    String route = path.replaceAll("\\?.*", "");
    return ProgramSpec.of(
        "floor", ConstantRoute.class, route, Integer.toString(port), body.toString());
  }

  @Override
  LoadTarget requestsTo(int port) {
    return new HttpLoadTarget(port, HttpRequests.get(path), OK);
  }
}
