package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.program.Program;

/** A service that is running or starting. */
record RunningService(Program program, Ports ports) {

  /** The ports of a service. */
  record Ports(int http, int grpc, int management) {}

  RunningService awaitReady() {
    program.awaitReady(ports.management());
    return this;
  }
}
