package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Confirms, refuses, fails or stays silent, as it is told. */
final class FaultyDataCollector implements DataCollectorClient {
  final List<Deletion> asked = new ArrayList<>();
  private Future<Boolean> answer = Future.succeededFuture(true);

  void confirm() {
    answer = Future.succeededFuture(true);
  }

  void refuse() {
    answer = Future.succeededFuture(false);
  }

  void fail(ErrorKind kind) {
    answer = Future.failedFuture(ServiceException.of(kind, "peer", "The peer failed."));
  }

  /** Answers when the promise does. */
  Promise<Boolean> wait(Promise<Boolean> promise) {
    answer = promise.future();
    return promise;
  }

  @Override
  public Future<Boolean> deleteData(Deletion deletion) {
    asked.add(deletion);
    return answer;
  }
}
