package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramRunner;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.scenario.RunningService.Ports;
import dev.flightwatch.datacollector.DataCollectorVerticle;
import dev.flightwatch.toolkit.launch.VertxRun;
import dev.flightwatch.usermanager.UserManagerVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The databases and both services, which run during all measurements. The services have their
 * default configuration, except for ports and databases.
 */
final class TestBed {
  /** The maximum heap of the measured programs, which is part of the names of the memory rows. */
  static final int HEAP_MIB = 128;

  private final Vertx vertx;
  private final ProgramRunner programs;
  private final RunLength length;
  private final Path files;
  private final CpuLayout layout;
  private final BenchDatabases databases;
  private final RunningService userManager;
  private final RunningService dataCollector;

  TestBed(Vertx vertx, ProgramRunner programs, Path files, RunLength length, CpuLayout layout)
      throws Exception {
    this.vertx = vertx;
    this.programs = programs;
    this.files = files;
    this.length = length;
    this.layout = layout;
    this.databases = BenchDatabases.start(programs, layout.others());
    cleanup().removeBefore();
    Ports userManagerPorts = ports();
    Ports dataCollectorPorts = ports();
    userManager = startUserManager(userManagerPorts, dataCollectorPorts);
    dataCollector = startDataCollector(dataCollectorPorts, userManagerPorts, Map.of());
    userManager.awaitReady();
    dataCollector.awaitReady();
  }

  static Ports ports() throws IOException {
    List<Integer> free = FreePorts.find(3);
    return new Ports(free.get(0), free.get(1), free.get(2));
  }

  /** Starts a user manager, without waiting until it is ready. */
  RunningService startUserManager(Ports own, Ports peer) throws IOException {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", databases.postgresUrl(),
            "DATA_COLLECTOR_GRPC", "127.0.0.1:" + peer.grpc(),
            "USER_MANAGER_HTTP_PORT", Integer.toString(own.http()),
            "USER_MANAGER_GRPC_PORT", Integer.toString(own.grpc()),
            "USER_MANAGER_MANAGEMENT_PORT", Integer.toString(own.management()),
            // The load generator is one client network.
            "REGISTRATION_LIMIT", "1000000");
    return new RunningService(
        start(
            ProgramSpec.of("user manager", VertxRun.class, UserManagerVerticle.class.getName())
                .with(environment)),
        own);
  }

  /** Starts a data collector, without waiting until it is ready. */
  RunningService startDataCollector(Ports own, Ports peer, Map<String, String> more)
      throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("MONGO_URL", databases.mongoUrl());
    environment.put("MONGO_DATABASE", BenchCleanup.READS);
    environment.put("USER_MANAGER_GRPC", "127.0.0.1:" + peer.grpc());
    environment.put("DATA_COLLECTOR_HTTP_PORT", Integer.toString(own.http()));
    environment.put("DATA_COLLECTOR_GRPC_PORT", Integer.toString(own.grpc()));
    environment.put("DATA_COLLECTOR_MANAGEMENT_PORT", Integer.toString(own.management()));
    environment.putAll(more);
    return new RunningService(
        start(
            ProgramSpec.of("data collector", VertxRun.class, DataCollectorVerticle.class.getName())
                .with(environment)),
        own);
  }

  /** Starts a program that is measured. */
  Program start(ProgramSpec spec) throws IOException {
    return programs.start(spec, layout.measured(), HEAP_MIB);
  }

  /** Starts a program that measured programs use. */
  Program startUnmeasured(ProgramSpec spec) throws IOException {
    return programs.start(spec, layout.others(), HEAP_MIB);
  }

  /** Stops a program. */
  void stop(Program program) {
    programs.stop(program);
  }

  DatabaseCommands commands() {
    return new DatabaseCommands(vertx, databases);
  }

  BenchCleanup cleanup() {
    return new BenchCleanup(commands(), databases);
  }

  Vertx vertx() {
    return vertx;
  }

  RunLength length() {
    return length;
  }

  /** Returns a directory for the input of programs. */
  Path files() {
    return files;
  }

  BenchDatabases databases() {
    return databases;
  }

  RunningService userManager() {
    return userManager;
  }

  RunningService dataCollector() {
    return dataCollector;
  }
}
