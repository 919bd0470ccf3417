package dev.flightwatch.toolkit.bus;

import static java.util.Objects.requireNonNull;

/**
 * A kind of fact, published to all who listen and answered by nobody.
 *
 * @param address {@code <service>.<noun>.<past>}
 * @param event the record that is published
 */
public record Topic<E extends Record>(String address, Class<E> event) {
  public Topic {
    requireNonNull(address);
    requireNonNull(event);
  }
}
