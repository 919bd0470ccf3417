package dev.flightwatch.toolkit.error;

/**
 * A problem of one input field.
 *
 * @param field the name of the field in the request
 * @param message the violated rule; does not contain the value
 */
public record FieldError(String field, String message) {}
