package dev.flightwatch.bench.row;

import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.program.Programs;
import dev.flightwatch.bench.row.Service.Ports;
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
 * What the rows are measured on: the databases and both services, which run all the time. The
 * services have their defaults, ports and databases aside.
 */
final class Stage {
  /** The heap of everything that is measured; the row on memory says 128. */
  static final int HEAP_MIB = 128;

  private final Vertx vertx;
  private final Programs programs;
  private final Effort effort;
  private final Path files;
  private final Layout layout;
  private final Databases databases;
  private final Service userManager;
  private final Service dataCollector;

  Stage(Vertx vertx, Programs programs, Path files, Effort effort, Layout layout) throws Exception {
    this.vertx = vertx;
    this.programs = programs;
    this.files = files;
    this.effort = effort;
    this.layout = layout;
    this.databases = Databases.start(programs, layout.others());
    leftovers().removeBefore();
    Ports ofUserManager = ports();
    Ports ofDataCollector = ports();
    userManager = startUserManager(ofUserManager, ofDataCollector);
    dataCollector = startDataCollector(ofDataCollector, ofUserManager, Map.of());
    userManager.awaitReady();
    dataCollector.awaitReady();
  }

  static Ports ports() throws IOException {
    List<Integer> free = FreePorts.find(3);
    return new Ports(free.get(0), free.get(1), free.get(2));
  }

  /** Starts a user manager; does not wait until it is ready. */
  Service startUserManager(Ports own, Ports peer) throws IOException {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", databases.postgresUrl(),
            "DATA_COLLECTOR_GRPC", "127.0.0.1:" + peer.grpc(),
            "USER_MANAGER_HTTP_PORT", Integer.toString(own.http()),
            "USER_MANAGER_GRPC_PORT", Integer.toString(own.grpc()),
            "USER_MANAGER_MANAGEMENT_PORT", Integer.toString(own.management()));
    return new Service(
        start(
            ProgramSpec.of("user manager", VertxRun.class, UserManagerVerticle.class.getName())
                .with(environment)),
        own);
  }

  /** Starts a data collector; does not wait until it is ready. */
  Service startDataCollector(Ports own, Ports peer, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("MONGO_URL", databases.mongoUrl());
    environment.put("MONGO_DATABASE", Leftovers.READS);
    environment.put("USER_MANAGER_GRPC", "127.0.0.1:" + peer.grpc());
    environment.put("DATA_COLLECTOR_HTTP_PORT", Integer.toString(own.http()));
    environment.put("DATA_COLLECTOR_GRPC_PORT", Integer.toString(own.grpc()));
    environment.put("DATA_COLLECTOR_MANAGEMENT_PORT", Integer.toString(own.management()));
    environment.putAll(more);
    return new Service(
        start(
            ProgramSpec.of("data collector", VertxRun.class, DataCollectorVerticle.class.getName())
                .with(environment)),
        own);
  }

  /** Starts something that is measured. */
  Program start(ProgramSpec spec) throws IOException {
    return programs.start(spec, layout.measured(), HEAP_MIB);
  }

  /** Starts something that what is measured uses. */
  Program startBeside(ProgramSpec spec) throws IOException {
    return programs.start(spec, layout.others(), HEAP_MIB);
  }

  /** Ends something that was started. */
  void end(Program program) {
    programs.end(program);
  }

  DatabaseCommands commands() {
    return new DatabaseCommands(vertx, databases);
  }

  Leftovers leftovers() {
    return new Leftovers(commands(), databases);
  }

  Vertx vertx() {
    return vertx;
  }

  Effort effort() {
    return effort;
  }

  /** A folder for what programs are to read. */
  Path files() {
    return files;
  }

  Databases databases() {
    return databases;
  }

  Service userManager() {
    return userManager;
  }

  Service dataCollector() {
    return dataCollector;
  }
}
