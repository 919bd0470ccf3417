package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was to tell. */
final class RecordingRelay implements DeletionRelay {
  final List<Deletion> told = new ArrayList<>();
  boolean confirms = true;

  @Override
  public Future<Boolean> tell(Deletion deletion) {
    told.add(deletion);
    return Future.succeededFuture(confirms);
  }
}
