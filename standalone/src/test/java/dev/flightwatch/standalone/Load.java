package dev.flightwatch.standalone;

import dev.flightwatch.standalone.Curl.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Requests at a steady pace, whether or not the earlier ones are answered, and their answers. */
final class Load implements AutoCloseable {
  /** The status of a request that no answer came to. */
  static final int NONE = 0;

  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final Queue<CompletableFuture<Sample>> samples = new ConcurrentLinkedQueue<>();
  private final IntFunction<CompletableFuture<Reply>> request;
  private int next;

  /**
   * One request and its answer.
   *
   * @param due when it was due to be sent, as of {@link System#nanoTime()}
   * @param millis from then to the answer
   */
  record Sample(int number, long due, int status, long millis, Reply reply) {
    boolean sentAfter(long nanos) {
      return due - nanos >= 0;
    }
  }

  private Load(IntFunction<CompletableFuture<Reply>> request) {
    this.request = request;
  }

  static Load begin(double perSecond, IntFunction<CompletableFuture<Reply>> request) {
    Load load = new Load(request);
    long period = (long) (1e9 / perSecond);
    long begin = System.nanoTime();
    load.pace.scheduleAtFixedRate(
        () -> load.sendOne(begin + load.next * period), 0, period, TimeUnit.NANOSECONDS);
    return load;
  }

  private void sendOne(long due) {
    int number = next++;
    samples.add(
        request
            .apply(number)
            .handle(
                (reply, failure) ->
                    new Sample(
                        number,
                        due,
                        failure == null ? reply.status() : NONE,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due),
                        reply)));
  }

  /** Those that are answered by now. */
  List<Sample> answered() {
    return samples.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
  }

  /** Sends no more, waits for the answers that are due, and gives all. */
  List<Sample> end() throws InterruptedException {
    close();
    pace.awaitTermination(1, TimeUnit.MINUTES);
    return samples.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    pace.shutdown();
  }

  /** How many answers there are of each status. */
  static Map<Integer, Long> byStatus(Collection<Sample> samples) {
    return samples.stream()
        .collect(Collectors.groupingBy(Sample::status, TreeMap::new, Collectors.counting()));
  }

  static List<Sample> withStatus(int status, Collection<Sample> samples) {
    return samples.stream().filter(sample -> sample.status() == status).toList();
  }

  /** The time, in milliseconds, that this part of the answers took at most; 0 where none is. */
  static long millisOf(double part, Collection<Sample> samples) {
    List<Long> sorted = new ArrayList<>(samples.stream().map(Sample::millis).sorted().toList());
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  /** Figures in one line. */
  static String figures(Collection<Sample> samples) {
    return "%s, p50 %d ms, p99 %d ms, slowest %d ms"
        .formatted(
            byStatus(samples),
            millisOf(0.5, samples),
            millisOf(0.99, samples),
            millisOf(1, samples));
  }
}
