/**
 * HTTP servers and their responses: listening, connection limits, problem+json (RFC 9457),
 * correlation ids, CORS and compression. Must not import {@code grpc} or {@code bus}.
 */
package dev.flightwatch.toolkit.http;
