package dev.flightwatch.toolkit.bus;

import java.time.Duration;

/**
 * A request to one service verticle and its reply.
 *
 * @param address event bus address, {@code <service>.<noun>.<verb>}
 * @param request type of the request
 * @param reply type of the reply
 * @param timeout longest wait for the reply
 */
public record Command<Q extends Record, A extends Record>(
    String address, Class<Q> request, Class<A> reply, Duration timeout) {}
