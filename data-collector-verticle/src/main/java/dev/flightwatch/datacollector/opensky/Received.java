package dev.flightwatch.datacollector.opensky;

/**
 * The result of a response.
 *
 * @param fromEmulator whether the server says that it is an emulator
 */
record Received<T>(T result, boolean fromEmulator) {}
