package dev.flightwatch.toolkit.bus;

/** The reply to a {@link TestRequest}. */
record TestReply(String text) {}
