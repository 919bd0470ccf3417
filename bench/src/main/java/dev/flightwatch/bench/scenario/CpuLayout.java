package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.program.CpuPlacement;

/**
 * The placement of the programs on the CPUs.
 *
 * @param measured for the services and the floors
 * @param others for the programs that they use, such as databases; they share the CPUs of the load
 *     generator with a lower priority, so that they do not delay it
 */
public record CpuLayout(CpuPlacement measured, CpuPlacement others) {
  public CpuLayout {
    requireNonNull(measured);
    requireNonNull(others);
  }
}
