package dev.flightwatch.embedded.mongo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every tenth of a long task. */
final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);

  private static final int LONG_TASK = 1_000;
  private static final int PERCENT = 10;

  private final String task;
  private final long total;
  private long done;
  private long loggedPercent;

  Progress(String task, long total) {
    this.task = task;
    this.total = total;
  }

  void step() {
    done++;
    long percent = 100 * done / total;
    if (total >= LONG_TASK && percent >= loggedPercent + PERCENT) {
      loggedPercent = percent / PERCENT * PERCENT;
      log.info("{}: {} % of {} documents", task, loggedPercent, total);
    }
  }
}
