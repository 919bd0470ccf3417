package dev.flightwatch.usermanager.users;

/**
 * The record of a registration request after an attempt to write it.
 *
 * @param record what is kept now
 * @param fresh whether this attempt wrote it; false when the same id had been recorded before
 */
public record Recording(RegistrationRecord record, boolean fresh) {}
