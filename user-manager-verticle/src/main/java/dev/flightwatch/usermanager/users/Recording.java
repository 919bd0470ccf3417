package dev.flightwatch.usermanager.users;

/**
 * The result of an attempt to record a registration request.
 *
 * @param record the stored record
 * @param fresh whether this attempt stored it; false when the request id had a record already
 */
public record Recording(RegistrationRecord record, boolean fresh) {}
