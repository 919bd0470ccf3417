package dev.flightwatch.toolkit.bus;

/** An event of the bus tests. */
record TestEvent(int number) {}
