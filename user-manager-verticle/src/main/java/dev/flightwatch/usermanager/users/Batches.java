package dev.flightwatch.usermanager.users;

import io.vertx.core.Future;
import java.util.function.IntFunction;

/** Deletes many rows by statements of limited size. */
public final class Batches {
  private static final int SIZE = 1_000;

  private Batches() {}

  /**
   * Repeats a deletion until it deletes fewer rows than the limit.
   *
   * @param delete deletes up to the given number of rows and returns their number
   */
  public static Future<Void> repeat(IntFunction<Future<Integer>> delete) {
    return repeat(delete, SIZE);
  }

  static Future<Void> repeat(IntFunction<Future<Integer>> delete, int size) {
    return delete
        .apply(size)
        .compose(deleted -> deleted < size ? Future.succeededFuture() : repeat(delete, size));
  }
}
