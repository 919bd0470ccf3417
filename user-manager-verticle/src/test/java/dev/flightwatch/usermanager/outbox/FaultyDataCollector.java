package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** Confirms or refuses deletions, fails, or does not respond. */
final class FaultyDataCollector implements DataCollectorClient {
  final List<Deletion> received = new ArrayList<>();
  private Future<Boolean> response = Future.succeededFuture(true);

  void confirm() {
    response = Future.succeededFuture(true);
  }

  void refuse() {
    response = Future.succeededFuture(false);
  }

  void fail(ErrorKind kind) {
    response = Future.failedFuture(ServiceException.of(kind, "peer", "The peer failed."));
  }

  /** Responds when the promise completes. */
  Promise<Boolean> wait(Promise<Boolean> promise) {
    response = promise.future();
    return promise;
  }

  @Override
  public Future<Boolean> deleteData(Deletion deletion) {
    received.add(deletion);
    return response;
  }
}
