package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The clients of one event loop. */
abstract class LoadLoop extends VerticleBase {
  private final LoadTarget target;
  private final int count;
  private List<LoadClient> clients = List.of();

  LoadLoop(LoadTarget target, int count) {
    this.target = target;
    this.count = count;
  }

  @Override
  public Future<?> start() {
    return target.open(vertx, count).onSuccess(opened -> clients = opened);
  }

  List<LoadClient> clients() {
    return clients;
  }

  LatencyCounts newCounts() {
    return new LatencyCounts(target.expectedStatus());
  }

  @Override
  public Future<?> stop() {
    return Future.join(clients.stream().map(LoadClient::close).toList());
  }
}
