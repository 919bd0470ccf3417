package dev.flightwatch.bench.row;

import dev.flightwatch.bench.program.Program;

/** A service that runs, or starts. */
record Service(Program program, Ports ports) {

  /** Where a service listens. */
  record Ports(int http, int grpc, int management) {}

  Service awaitReady() {
    program.awaitReady(ports.management());
    return this;
  }
}
