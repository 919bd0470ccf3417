package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Records the deletions that it is to deliver. */
final class RecordingRelay implements DeletionRelay {
  final List<Deletion> delivered = new ArrayList<>();
  boolean confirms = true;

  @Override
  public Future<Boolean> deliver(Deletion deletion) {
    delivered.add(deletion);
    return Future.succeededFuture(confirms);
  }
}
