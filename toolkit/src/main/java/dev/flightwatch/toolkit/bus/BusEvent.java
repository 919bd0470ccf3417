package dev.flightwatch.toolkit.bus;

/**
 * A type of event that is published to all subscribers and has no reply.
 *
 * @param address event bus address, {@code <service>.<noun>.<past participle>}
 * @param event type of the published record
 */
public record BusEvent<E extends Record>(String address, Class<E> event) {}
