package dev.flightwatch.embedded.opensky;

/** The location of an airport. */
record Location(String country, double latitude, double longitude) {}
