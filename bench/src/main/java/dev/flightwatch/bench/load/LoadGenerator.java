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
 * Sends load to a server, with one event loop per core of this process.
 *
 * @param target the server and the requests
 * @param concurrency the total number of clients
 */
public record LoadGenerator(Vertx vertx, LoadTarget target, int concurrency) {
  /** How long to wait for pending responses at the end. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  public LoadGenerator {
    requireNonNull(vertx);
    requireNonNull(target);
  }

  /** Sends as many requests as the server can serve: each client sends one after the other. */
  public Future<LoadResult> closed(Duration time) {
    return with(
        count -> new ClosedLoop(target, count),
        loops -> {
          long end = System.nanoTime() + time.toNanos();
          return sum(loops.stream().map(loop -> loop.run(end)).toList(), time);
        });
  }

  /**
   * Sends requests at a constant rate, independent of earlier responses. A latency is measured from
   * the time at which the request was due, so it includes the wait for a free client.
   */
  public Future<LoadResult> open(double perSecond, Duration time) {
    return with(
        count -> new OpenLoop(target, count),
        loops -> {
          RequestScheduler scheduler = new RequestScheduler(perSecond, time, loops);
          return sum(scheduler.start(), time);
        });
  }

  private static Future<LoadResult> sum(List<Future<LatencyCounts>> running, Duration time) {
    return Future.all(running)
        .timeout(time.plus(TIMEOUT).toMillis(), TimeUnit.MILLISECONDS)
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
          L instance = loop.apply(concurrency / instances + (i < concurrency % instances ? 1 : 0));
          deployed.add(instance);
          return instance;
        };
    return vertx
        .deployVerticle(next, new DeploymentOptions().setInstances(instances))
        .compose(id -> run.apply(List.copyOf(deployed)).eventually(() -> vertx.undeploy(id)));
  }
}
