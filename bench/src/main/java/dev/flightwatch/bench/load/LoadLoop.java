package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The lanes of one event loop. */
abstract class LoadLoop extends VerticleBase {
  private final Lanes opener;
  private final int count;
  private List<Lane> lanes = List.of();

  LoadLoop(Lanes opener, int count) {
    this.opener = opener;
    this.count = count;
  }

  @Override
  public Future<?> start() {
    return opener.open(vertx, count).onSuccess(opened -> lanes = opened);
  }

  List<Lane> lanes() {
    return lanes;
  }

  LatencyCounts newTally() {
    return new LatencyCounts(opener.expected());
  }

  @Override
  public Future<?> stop() {
    return Future.join(lanes.stream().map(Lane::close).toList());
  }
}
