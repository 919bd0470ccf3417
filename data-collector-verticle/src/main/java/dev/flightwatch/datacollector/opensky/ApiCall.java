package dev.flightwatch.datacollector.opensky;

import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A call to OpenSky's REST API.
 *
 * @param path path and query under the base URL
 * @param credits its price at the time of the call
 * @param parse converts the body of a 200; fails with an {@link OpenSkyException}
 * @param nothing the result of a 404
 * @param notRead converts the reason why the call failed or was not made
 * @param warning log line about a failed call, with one placeholder for the reason
 */
record ApiCall<T>(
    String path,
    IntSupplier credits,
    Function<Buffer, T> parse,
    Supplier<T> nothing,
    Function<String, T> notRead,
    String warning) {}
