package dev.flightwatch.toolkit.bus;

/** A request of the bus tests. */
record TestRequest(String text) {}
