package dev.flightwatch.datacollector.tasks;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A store of leases on tasks in memory. */
public final class MemoryTaskLeaseStore implements TaskLeaseStore {
  private final Map<String, TaskLease> taskToLease = new HashMap<>();
  private final Map<String, Instant> taskToNextRun = new HashMap<>();

  @Override
  public synchronized Future<Boolean> claim(TaskLease lease, Instant now) {
    TaskLease held = taskToLease.get(lease.task());
    boolean isFree = held == null || held.until().isBefore(now);
    boolean isDue = !taskToNextRun.getOrDefault(lease.task(), Instant.MIN).isAfter(now);
    if (isFree && isDue) {
      taskToLease.put(lease.task(), lease);
    }
    return Future.succeededFuture(isFree && isDue);
  }

  @Override
  public synchronized Future<Boolean> renew(TaskLease lease) {
    TaskLease held = taskToLease.get(lease.task());
    boolean isHolder = held != null && held.holder().equals(lease.holder());
    if (isHolder) {
      taskToLease.put(lease.task(), lease);
    }
    return Future.succeededFuture(isHolder);
  }

  @Override
  public synchronized Future<Void> release(TaskLease lease, Instant nextRun) {
    return renew(lease.until(Instant.EPOCH))
        .onSuccess(
            held -> {
              if (held) {
                taskToNextRun.put(lease.task(), nextRun);
              }
            })
        .mapEmpty();
  }
}
