package dev.flightwatch.bench.scenario;

/** Thrown if a row cannot be measured on these databases; the message is the reason. */
final class NotMeasurableException extends Exception {
  private static final long serialVersionUID = 1;

  NotMeasurableException(String reason) {
    super(reason);
  }
}
