package dev.flightwatch.toolkit.error;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field of the input.
 *
 * @param field the field as the caller named it
 * @param message what it must be, without repeating the value
 */
public record FieldError(String field, String message) {
  public FieldError {
    requireNonNull(field);
    requireNonNull(message);
  }
}
