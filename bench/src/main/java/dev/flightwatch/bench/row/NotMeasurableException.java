package dev.flightwatch.bench.row;

/** A row cannot be measured on what there is; the message says why. */
final class NotMeasurableException extends Exception {
  private static final long serialVersionUID = 1;

  NotMeasurableException(String reason) {
    super(reason);
  }
}
