package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Loads a server, from all event loops that this process has cores for.
 *
 * @param lanes where and what is asked
 * @param concurrency how many lanes there are in all
 */
public record Load(Vertx vertx, Lanes lanes, int concurrency) {
  /** How long the answers that are due at the end may still take. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public Load {
    requireNonNull(vertx);
    requireNonNull(lanes);
  }

  /** Each lane asks again as soon as it is answered: as much as the server can do. */
  public Future<LoadResult> closed(Duration time) {
    return with(
        count -> new ClosedLoop(lanes, count),
        loops -> {
          long end = System.nanoTime() + time.toNanos();
          return sum(loops.stream().map(loop -> loop.run(end)).toList(), time);
        });
  }

  /**
   * Requests at a constant rate, whatever becomes of the earlier ones. Each counts from the moment
   * it was due, so that the wait for a lane, or for this program, is part of what it took.
   */
  public Future<LoadResult> open(double perSecond, Duration time) {
    return with(
        count -> new OpenLoop(lanes, count),
        loops -> {
          Pace pace = new Pace(perSecond, time, loops);
          return sum(pace.begin(), time);
        });
  }

  private static Future<LoadResult> sum(List<Future<LatencyCounts>> running, Duration time) {
    return Future.all(running)
        .timeout(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)
        .map(all -> LatencyCounts.sum(all.list(), time.toNanos()));
  }

  private <L extends Deployable> Future<LoadResult> with(
      Function<Integer, L> loop, Function<List<L>, Future<LoadResult>> run) {
    int instances = Math.min(concurrency, Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    Collection<L> deployed = new ConcurrentLinkedQueue<>();
    Supplier<Deployable> next =
        () -> {
          int i = number.getAndIncrement();
          L made = loop.apply(concurrency / instances + (i < concurrency % instances ? 1 : 0));
          deployed.add(made);
          return made;
        };
    return vertx
        .deployVerticle(next, new DeploymentOptions().setInstances(instances))
        .compose(id -> run.apply(List.copyOf(deployed)).eventually(() -> vertx.undeploy(id)));
  }
}
