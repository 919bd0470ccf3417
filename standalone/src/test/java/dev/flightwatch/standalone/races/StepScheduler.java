package dev.flightwatch.standalone.races;

/** Selects the step that runs next. */
@FunctionalInterface
interface StepScheduler {
  /** Returns an index from 0 to {@code alternatives - 1}. */
  int choose(int alternatives);
}
