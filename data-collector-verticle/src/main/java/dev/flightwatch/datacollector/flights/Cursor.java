package dev.flightwatch.datacollector.flights;

/**
 * The position after a page of a list of flights, for keyset pagination.
 *
 * @param total number of flights in the whole list, counted with the first page
 * @param time {@link Direction#timeOf}, of the last flight on the page
 * @param id {@link Flight#id()} of the last flight on the page
 */
public record Cursor(long total, long time, String id) {}
