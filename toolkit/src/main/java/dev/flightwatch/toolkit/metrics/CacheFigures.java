package dev.flightwatch.toolkit.metrics;

/**
 * What a cache says of itself.
 *
 * @param hits look-ups that found what they wanted, since the start
 * @param misses look-ups that did not, since the start
 * @param evictions entries that went for want of room, since the start
 * @param entries how many there are
 * @param bytes what they weigh
 */
public record CacheFigures(long hits, long misses, long evictions, long entries, long bytes) {}
