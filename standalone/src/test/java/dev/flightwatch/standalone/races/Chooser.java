package dev.flightwatch.standalone.races;

/** Decides which of the steps that could come next does. */
@FunctionalInterface
interface Chooser {
  int choose(int alternatives);
}
