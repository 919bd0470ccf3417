package dev.flightwatch.datacollector.flights;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The position after a page of a list of flights, for keyset pagination. On the bus, the time has
 * its name of previous versions.
 *
 * @param total number of flights in the whole list, counted with the first page
 * @param time {@link Direction#timeOf}, of the last flight on the page
 * @param id {@link Flight#id()} of the last flight on the page
 */
public record Cursor(long total, @JsonProperty("firstSeen") long time, String id) {}
