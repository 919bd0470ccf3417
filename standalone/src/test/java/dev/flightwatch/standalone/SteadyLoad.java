package dev.flightwatch.standalone;

import dev.flightwatch.standalone.Curl.Reply;
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

/** Sends requests at a constant rate, whether or not earlier ones have completed. */
final class SteadyLoad implements AutoCloseable {
  /** The status of a request without a response. */
  static final int NO_RESPONSE = 0;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Queue<CompletableFuture<TimedRequest>> requests = new ConcurrentLinkedQueue<>();
  private final IntFunction<CompletableFuture<Reply>> request;
  private int next;

  /**
   * A request and its response.
   *
   * @param due when the request was due, by {@link System#nanoTime()}
   * @param millis time from then to the response
   */
  record TimedRequest(int number, long due, int status, long millis, Reply reply) {
    boolean sentAfter(long nanos) {
      return due - nanos >= 0;
    }
  }

  private SteadyLoad(IntFunction<CompletableFuture<Reply>> request) {
    this.request = request;
  }

  static SteadyLoad begin(double perSecond, IntFunction<CompletableFuture<Reply>> request) {
    SteadyLoad load = new SteadyLoad(request);
    long period = (long) (1e9 / perSecond);
    long begin = System.nanoTime();
    load.timer.scheduleAtFixedRate(
        () -> load.sendOne(begin + load.next * period), 0, period, TimeUnit.NANOSECONDS);
    return load;
  }

  private void sendOne(long due) {
    int number = next++;
    requests.add(
        request
            .apply(number)
            .handle(
                (reply, failure) ->
                    new TimedRequest(
                        number,
                        due,
                        failure == null ? reply.status() : NO_RESPONSE,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due),
                        reply)));
  }

  /** Returns the requests that have completed so far. */
  List<TimedRequest> completed() {
    return requests.stream()
        .filter(CompletableFuture::isDone)
        .map(CompletableFuture::join)
        .toList();
  }

  /** Stops sending, waits for the remaining responses, and returns all requests. */
  List<TimedRequest> end() throws InterruptedException {
    close();
    timer.awaitTermination(1, TimeUnit.MINUTES);
    return requests.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    timer.shutdown();
  }

  /** Returns the number of responses by status. */
  static Map<Integer, Long> byStatus(Collection<TimedRequest> requests) {
    return requests.stream()
        .collect(Collectors.groupingBy(TimedRequest::status, TreeMap::new, Collectors.counting()));
  }

  static List<TimedRequest> withStatus(int status, Collection<TimedRequest> requests) {
    return requests.stream().filter(request -> request.status() == status).toList();
  }

  /** Returns a quantile of the response time in milliseconds; 0 without responses. */
  static long millisOf(double quantile, Collection<TimedRequest> requests) {
    List<Long> sorted = requests.stream().map(TimedRequest::millis).sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
  }

  /** Returns a summary in one line. */
  static String summary(Collection<TimedRequest> requests) {
    return "%s, p50 %d ms, p99 %d ms, slowest %d ms"
        .formatted(
            byStatus(requests),
            millisOf(0.5, requests),
            millisOf(0.99, requests),
            millisOf(1, requests));
  }
}
