/**
 * Opaque tokens: credentials in requests, whose they are, and what they allow. An operation's
 * {@code security} in the OpenAPI document says which credentials it needs.
 */
package dev.flightwatch.toolkit.auth;
